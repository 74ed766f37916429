# shellcheck shell=bash
# A private MariaDB in a folder of this checkout. The MariaDB of the system is never touched.

database_pid='' database_port='' database_socket_dir=''
database_user=() # a server started by root wants to be told so
[ "$(id -u)" != 0 ] || database_user=(--user=root)

# start_database FOLDER [OPTION...]: sets database_port. Options go to the server.
# The socket lies in a short folder of its own: its path may not be longer than 107 bytes.
start_database() {
  local folder=$1 try
  shift
  mkdir -p "$folder"
  stop_left_over_database "$folder"
  database_socket_dir=$(mktemp -d /tmp/portal-db-XXXXXX)
  echo "$database_socket_dir" >"$folder/socket-dir"
  [ -d "$folder/data" ] || create_data "$folder"

  for try in 1 2 3; do
    database_port=$(free_port $((20000 + RANDOM % 10000)))
    setsid mariadbd --no-defaults "${database_user[@]}" --datadir="$folder/data" \
      --socket="$database_socket_dir/db.sock" --bind-address=127.0.0.1 --port="$database_port" \
      --skip-name-resolve --skip-log-bin \
      --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci \
      --sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION \
      --innodb-buffer-pool-size=128M --innodb-log-file-size=32M "$@" \
      >"$folder/mariadb.log" 2>&1 </dev/null 9>&- &
    database_pid=$!
    echo "$database_pid" >"$folder/pid"
    while alive "$database_pid"; do
      if database_sql <<<'select 1' >/dev/null 2>&1; then return 0; fi
      sleep 0.1
    done
    # Somebody else may have taken the port a moment ago: try another one.
    grep -q 'Address already in use' "$folder/mariadb.log" || break
  done
  fail_with_log "$folder/mariadb.log" "MariaDB did not start (try $try)"
}

# The link gives mariadb-install-db a path without spaces, which it cannot handle as root.
# The folder gets its name only when it is complete.
create_data() {
  local folder=$1
  rm -rf "$folder/data.new"
  mkdir "$folder/data.new"
  ln -s "$folder/data.new" "$database_socket_dir/data"
  step mariadb-install-db --no-defaults "${database_user[@]}" --datadir="$database_socket_dir/data" \
    --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve --force \
    --innodb-log-file-size=32M >"$folder/install.log" 2>&1 ||
    fail_with_log "$folder/install.log" "mariadb-install-db failed"
  rm "$database_socket_dir/data"
  mv "$folder/data.new" "$folder/data"
}

# database_sql < STATEMENTS: as root, through the socket, which only this user can reach.
database_sql() { mariadb --no-defaults --socket="$database_socket_dir/db.sock" --user=root; }

stop_database() { # stop_database FOLDER
  [ -z "$database_pid" ] || stop "$database_pid" 60
  database_pid=
  rm -f "$1/pid"
  remove_socket_dir "$1"
}

stop_left_over_database() {
  stop_left_over "$1/pid" "--datadir=$1/data" 60
  remove_socket_dir "$1"
}

wipe_database() {
  stop_left_over_database "$1"
  rm -rf "$1"
}

remove_socket_dir() { # remove_socket_dir FOLDER: the one that FOLDER's server used
  local dir
  [ -s "$1/socket-dir" ] || return 0
  dir=$(<"$1/socket-dir")
  case $dir in /tmp/portal-db-??????) rm -rf "$dir" ;; esac
  rm -f "$1/socket-dir"
}
