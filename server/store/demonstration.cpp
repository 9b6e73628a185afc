#include "server/store/demonstration.h"

#include "core/wire/dossier_json.h"
#include "core/wire/json_fields.h"
#include "server/store/owner.h"

#include <utility>

namespace prevenance {

namespace {

using Json = nlohmann::json;
using std::chrono::days;

constexpr std::int64_t distance_days_max = 1000;

struct SampleDossier {
    NewDossier dossier;
    std::vector<NewEvent> events;
};

/// `{"day": -12, "time": "09:15", "actor", "kind", …}`, and `"due_day"` for a correction.
Result<NewEvent> read_sample_event(Json const& object, Day today) {
    TRY(only_fields(object, {"day", "time", "actor", "kind", "text", "pieces", "reason", "due_day"})
    );
    NewEvent event;
    event.day = today + days{TRY(whole_field(object, "day", -distance_days_max, 0))};
    auto const time = TRY(text_field(object, "time"));
    event.at = TRY(parse_iso_moment(format_iso_day(event.day) + "T" + time + ":00Z"));
    event.actor = TRY(parse_actor(TRY(text_field(object, "actor"))));
    event.kind = TRY(parse_event_kind(TRY(text_field(object, "kind"))));
    event.details = TRY(read_event_details(object));
    if (object.contains("due_day"))
        event.details.due = today +
            days{TRY(whole_field(object, "due_day", -distance_days_max, distance_days_max))};
    return event;
}

Result<SampleDossier> read_sample(Json const& object, Day today) {
    TRY(only_fields(object, {"id", "procedure", "events"}));
    SampleDossier sample;
    sample.dossier.key.dossier = TRY(text_field(object, "id"));
    sample.dossier.procedure = TRY(text_field(object, "procedure"));
    for (Json const& item : *TRY(array_field(object, "events"))) {
        auto event = TRY(read_sample_event(item, today));
        event.idempotency_key = "demonstration/" + sample.dossier.key.dossier + "/" +
            std::to_string(sample.events.size() + 1);
        sample.events.push_back(std::move(event));
    }
    if (sample.events.empty())
        return Error{ErrorCode::bad_input, "dossier " + sample.dossier.key.dossier + ": no event"};
    return sample;
}

Status add_samples(std::vector<SampleDossier>& samples, Json const& person, Day today) {
    auto const family_name = TRY(text_field(person, "family_name"));
    auto const given_name = TRY(text_field(person, "given_name"));
    auto const birthdate = TRY(text_field(person, "birthdate"));
    for (Json const& item : *TRY(array_field(person, "dossiers"))) {
        auto sample = TRY(read_sample(item, today));
        sample.dossier.owner = owner_of_identity(family_name, given_name, birthdate);
        samples.push_back(std::move(sample));
    }
    return Done{};
}

Result<std::vector<SampleDossier>>
read_samples(std::string_view text, std::string const& authority, Day today) {
    Json const tree = TRY(parse_json(text));
    std::vector<SampleDossier> samples;
    for (Json const& person : *TRY(array_field(tree, "people")))
        TRY(add_samples(samples, person, today));
    for (auto& sample : samples)
        sample.dossier.key.authority = authority;
    return samples;
}

/// How many events of the dossier the store has; 0 when it doesn't know the dossier.
Result<std::size_t> events_there(Store& store, DossierKey const& key) {
    auto const stored = store.dossier(key);
    if (stored.ok()) return stored.value().events.size();
    if (stored.error().code == ErrorCode::not_found) return std::size_t{0};
    return stored.error();
}

/// Goes on where an interrupted load stopped.
Result<std::int64_t> record(Store& store, SampleDossier const& sample) {
    auto const& key = sample.dossier.key;
    auto const there = TRY(events_there(store, key));
    std::int64_t recorded = 0;
    for (std::size_t i = there; i < sample.events.size(); ++i) {
        auto const event = i == 0
            ? store.deposit(sample.dossier, sample.events[i])
            : store.append(key, static_cast<std::int64_t>(i), sample.events[i]);
        if (!event.ok())
            return Error{
                event.error().code, "dossier " + key.dossier + ": " + event.error().message};
        ++recorded;
    }
    return recorded;
}

} // namespace

Result<LoadedDemonstration>
load_demonstration(Store& store, std::string const& authority, std::string_view text, Day today) {
    LoadedDemonstration loaded;
    for (SampleDossier const& sample : TRY(read_samples(text, authority, today))) {
        loaded.events += TRY(record(store, sample));
        ++loaded.dossiers;
    }
    return loaded;
}

} // namespace prevenance
