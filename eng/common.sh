# shellcheck shell=bash
# Shared by ./run and ./test: words, packages, processes, ports.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
PATH=$PATH:/usr/sbin:/sbin # mariadbd, for users other than root
export HOME="${HOME:-$(cd ~ && pwd)}"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1
# No build or compiler server may outlive the script.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

say() { printf '%s\n' "$*"; }
fail() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# fail_with_log FILE WORDS: the end of the file, then the words.
fail_with_log() {
  tail -n 20 "$1" >&2
  fail "$2; the whole log is $1"
}

# --- what must be installed ---------------------------------------------------

has_library() { compgen -G "/usr/lib/*/$1" >/dev/null || compgen -G "/usr/lib*/$1" >/dev/null; }

icu_package() {
  local VERSION_ID=
  # shellcheck source=/dev/null
  . /etc/os-release
  case $VERSION_ID in
    12) echo libicu72 ;;
    13) echo libicu76 ;;
    *) echo libicu-dev ;;
  esac
}

# missing_packages dotnet|database|parsers|browser...: the Debian packages for what is not there yet.
missing_packages() {
  local need
  for need; do
    case $need in
      dotnet)
        has_library 'libicuuc.so.*' || icu_package
        has_library libssl.so.3 || echo openssl
        [ -s /etc/ssl/certs/ca-certificates.crt ] || [ -n "${SSL_CERT_FILE:-}" ] || echo ca-certificates
        [ -e /usr/share/zoneinfo/Europe/Warsaw ] || echo tzdata
        ;;
      database) # the -core packages bring the programs and no system service
        { command -v mariadbd && command -v mariadb-install-db; } >/dev/null || echo mariadb-server-core
        { command -v mariadb && command -v my_print_defaults; } >/dev/null || echo mariadb-client-core
        ;;
      parsers) # by which tests read what the portal sends
        [ -x /usr/bin/python3 ] || echo python3
        [ -d /usr/lib/python3/dist-packages/icalendar ] || echo python3-icalendar
        ;;
      browser)
        [ -x /usr/bin/chromium ] || echo chromium
        [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || echo fonts-dejavu-core
        ;;
    esac
  done
}

# require dotnet|database|parsers|browser...: installs what is missing, or says what to type.
require() {
  local packages log=$root/.local/apt.log
  mapfile -t packages < <(missing_packages "$@")
  if [ ${#packages[@]} -gt 0 ]; then
    command -v apt-get >/dev/null || fail "this system has no apt-get; install by hand what Debian calls: ${packages[*]}"
    [ "$(id -u)" = 0 ] || fail "some Debian packages are missing. Type this, then try again:
  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${packages[*]}'"
    say "Installing ${packages[*]}"
    { apt-get update &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "${packages[@]}"
    } >"$log" 2>&1 </dev/null || fail_with_log "$log" "apt-get could not install ${packages[*]}"
  fi
  require_sdk
}

require_sdk() {
  local place
  for place in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
    if ! command -v dotnet >/dev/null && [ -x "$place/dotnet" ]; then PATH=$PATH:$place; fi
  done
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing, see https://dotnet.microsoft.com/download"
  (cd "$root" && dotnet --version >/dev/null) || fail "the installed .NET SDK does not fit global.json"
}

# --- processes ----------------------------------------------------------------
# Everything is started with setsid: a process group of its own, so that Ctrl-C reaches only the
# script, which then stops its groups in the right order. Descriptor 9 is the script's lock.

step_pid=

# step COMMAND...: runs a long command so that a signal to the script ends it at once.
step() {
  local code=0
  setsid "$@" </dev/null 9>&- &
  step_pid=$!
  wait "$step_pid" 2>/dev/null || code=$?
  step_pid=
  return "$code"
}

# alive PID: it runs and is not just a zombie.
alive() {
  local stat
  { IFS= read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  stat=${stat##*) }
  [ "${stat%% *}" != Z ]
}

# stop PID SECONDS: asks the process group to end, waits, then insists.
stop() {
  local end=$((SECONDS + $2))
  kill -TERM -- "-$1" 2>/dev/null || return 0
  while alive "$1" && [ $SECONDS -lt $end ]; do sleep 0.1; done
  kill -KILL -- "-$1" 2>/dev/null || true
}

# stop_left_over PIDFILE ARGUMENT SECONDS: ends what a script that was killed left running.
# The process counts only if it really was started with that argument.
stop_left_over() {
  local pid words word
  [ -s "$1" ] || return 0
  pid=$(<"$1")
  words=()
  { mapfile -d '' -t words <"/proc/$pid/cmdline"; } 2>/dev/null || true
  for word in "${words[@]}"; do
    if [ "$word" = "$2" ]; then
      say "Stopping process $pid, left over from an earlier start"
      stop "$pid" "$3"
    fi
  done
  rm -f "$1"
}

# A signal ends the script the usual way, through its EXIT trap, which stops what was started.
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# undisturbed: for the EXIT trap, which neither an error nor a second Ctrl-C may break off.
undisturbed() {
  set +e
  trap '' HUP INT TERM
}

# --- ports --------------------------------------------------------------------

port_taken() { # port_taken PORT: something listens there, on IPv4 or IPv6
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || (exec 3<>"/dev/tcp/::1/$1") 2>/dev/null
}

free_port() { # free_port FIRST: that port or the next free one
  local port=$1
  while port_taken "$port"; do port=$((port + 1)); done
  echo "$port"
}

answers() ( # answers PORT PATH: the web server there says 200
  exec 2>/dev/null
  exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
  printf 'GET %s HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
  read -r -t 5 _ status _ <&3
  [ "$status" = 200 ]
)
