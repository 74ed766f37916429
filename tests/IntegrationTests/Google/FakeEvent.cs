using System.Text.Json.Nodes;

namespace Scheduling.IntegrationTests.Google;

/// <summary>An event in the fake's memory.</summary>
public sealed class FakeEvent(string id, string calendar, JsonObject inserted)
{
    private readonly JsonObject fields = inserted;

    public string Id => id;

    public string Calendar => calendar;

    public string Status { get; set; } = "confirmed";

    public string? Start => (string?)fields["start"]?["dateTime"];

    public string? Summary => (string?)fields["summary"];

    public JsonObject Fields => fields;

    public IList<string> Requests { get; } = [];

    public string? Request => Requests.LastOrDefault();

    public string? ConferenceStatus { get; set; }

    public string? Link { get; set; }

    public int PendingPolls { get; set; }

    public void Change(JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            fields[name] = value?.DeepClone();
        }

        Status = (string?)changes["status"] ?? Status;
    }

    public JsonObject ToJson()
    {
        var json = fields.DeepClone().AsObject();
        json["status"] = Status;
        json.Remove("conferenceData");
        if (Request is not null)
        {
            var conference = new JsonObject
            {
                ["createRequest"] = new JsonObject { ["requestId"] = Request, ["status"] = new JsonObject { ["statusCode"] = ConferenceStatus } },
            };
            if (Link is not null)
            {
                json["hangoutLink"] = Link;
                conference["entryPoints"] = new JsonArray(new JsonObject { ["entryPointType"] = "video", ["uri"] = Link });
            }

            json["conferenceData"] = conference;
        }

        return json;
    }
}
