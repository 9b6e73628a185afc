#include "core/wire/dossier_json.h"

#include "core/wire/json_fields.h"
#include "core/wire/procedure_json.h"

#include <utility>

namespace prevenance {

namespace {

using Json = nlohmann::json;

void put_day(Json& object, char const* name, std::optional<Day> const& day) {
    if (day) object[name] = format_iso_day(*day);
}

void put_text(Json& object, char const* name, std::string const& text) {
    if (!text.empty()) object[name] = text;
}

Result<std::vector<std::string>> read_texts(Json const* array) {
    std::vector<std::string> texts;
    if (array == nullptr) return texts;
    for (Json const& item : *array) {
        auto const* const text = item.get_ptr<Json::string_t const*>();
        if (text == nullptr)
            return Error{ErrorCode::bad_input, "field 'pieces': not all are texts"};
        texts.push_back(*text);
    }
    return texts;
}

Result<std::optional<Day>> read_optional_day(Json const& object, char const* name) {
    auto const text = TRY(optional_text_field(object, name));
    if (text.empty()) return std::optional<Day>();
    return std::optional<Day>(TRY(parse_iso_day(text)));
}

std::string_view name_of(StepStatus status) {
    switch (status) {
    case StepStatus::done:
        return "done";
    case StepStatus::current:
        return "current";
    case StepStatus::upcoming:
        return "upcoming";
    }
    return {};
}

std::string_view name_of(NextActor actor) {
    switch (actor) {
    case NextActor::citizen:
        return "citizen";
    case NextActor::service:
        return "service";
    case NextActor::nobody:
        return "nobody";
    }
    return {};
}

std::string_view name_of(DueKind kind) {
    switch (kind) {
    case DueKind::none:
        return "none";
    case DueKind::asked:
        return "asked";
    case DueKind::legal:
        return "legal";
    case DueKind::usual:
        return "usual";
    }
    return {};
}

Json json_of(StepProgress const& progress, Milestone milestone) {
    Json object{{"milestone", name_of(milestone)}, {"status", name_of(progress.status)}};
    put_day(object, "done_on", progress.done_on);
    put_day(object, "expected_by", progress.expected_by);
    return object;
}

Json json_of(Turn const& turn) {
    Json object{{"actor", name_of(turn.actor)}};
    if (!turn.due) return object;
    put_day(object, "due", turn.due);
    object["due_kind"] = name_of(turn.due_kind);
    object["late"] = turn.late;
    return object;
}

Json json_of(OpenCorrection const& correction) {
    Json object{
        {"reason", name_of(correction.reason)},
        {"asked", format_iso_day(correction.asked)},
        {"text", correction.text},
        {"pieces", correction.pieces}};
    put_day(object, "due", correction.due);
    return object;
}

Json json_of(DossierMessage const& message) {
    return {
        {"from", name_of(message.from)},
        {"at", format_iso_moment(message.at)},
        {"day", format_iso_day(message.day)},
        {"text", message.text}};
}

Json json_of(Decision const& decision) {
    Json object{
        {"outcome", name_of(decision.outcome)},
        {"on", format_iso_day(decision.on)},
        {"by_silence", decision.by_silence}};
    put_text(object, "grounds", decision.grounds);
    return object;
}

Json json_of(SilenceStanding const& silence) {
    return {
        {"means", name_of(silence.meaning)},
        {"decides_on", format_iso_day(silence.decides_on)},
        {"suspended", silence.suspended},
        {"decided", silence.decided}};
}

} // namespace

Json json_of(EventDetails const& details) {
    Json object = Json::object();
    put_text(object, "text", details.text);
    if (!details.pieces.empty()) object["pieces"] = details.pieces;
    if (details.reason) object["reason"] = name_of(*details.reason);
    put_day(object, "due", details.due);
    return object;
}

Json json_of(Event const& event) {
    Json object = json_of(event.details);
    object["sequence"] = event.sequence;
    object["at"] = format_iso_moment(event.at);
    object["day"] = format_iso_day(event.day);
    object["actor"] = name_of(event.actor);
    object["kind"] = name_of(event.kind);
    return object;
}

Json json_of(DossierSummary const& summary, Procedure const& procedure) {
    ENSURE(summary.steps.size() == procedure.steps.size());
    Json object{
        {"state", name_of(summary.state)},
        {"deposited", format_iso_day(summary.deposited)},
        {"last_change", format_iso_day(summary.last_change)},
        {"steps", Json::array()},
        {"turn", json_of(summary.turn)},
        {"messages", Json::array()},
        {"pieces", summary.pieces}};
    for (std::size_t i = 0; i < summary.steps.size(); ++i)
        object["steps"].push_back(json_of(summary.steps[i], procedure.steps[i].milestone));
    for (auto const& message : summary.messages)
        object["messages"].push_back(json_of(message));
    if (summary.correction) object["correction"] = json_of(*summary.correction);
    if (summary.decision) object["decision"] = json_of(*summary.decision);
    if (summary.silence) object["silence"] = json_of(*summary.silence);
    return object;
}

Result<Json> json_of(Dossier const& dossier, Day today) {
    auto const summary = TRY(summarise(dossier.procedure, dossier.events, today));
    Json object{
        {"id", dossier.id},
        {"procedure", json_of(dossier.procedure)},
        {"events", Json::array()},
        {"summary", json_of(summary, dossier.procedure)}};
    for (Event const& event : dossier.events)
        object["events"].push_back(json_of(event));
    return object;
}

Result<EventDetails> read_event_details(Json const& object) {
    EventDetails details;
    details.text = TRY(optional_text_field(object, "text"));
    details.pieces = TRY(read_texts(TRY(optional_array_field(object, "pieces"))));
    auto const reason = TRY(optional_text_field(object, "reason"));
    if (!reason.empty()) details.reason = TRY(parse_correction_reason(reason));
    details.due = TRY(read_optional_day(object, "due"));
    return details;
}

Result<Event> read_event(Json const& object) {
    constexpr std::int64_t sequence_max = 1'000'000;
    Event event;
    event.sequence = TRY(whole_field(object, "sequence", 1, sequence_max));
    event.at = TRY(parse_iso_moment(TRY(text_field(object, "at"))));
    event.day = TRY(parse_iso_day(TRY(text_field(object, "day"))));
    event.actor = TRY(parse_actor(TRY(text_field(object, "actor"))));
    event.kind = TRY(parse_event_kind(TRY(text_field(object, "kind"))));
    event.details = TRY(read_event_details(object));
    return event;
}

Result<Dossier> read_dossier(Json const& object) {
    Dossier dossier;
    dossier.id = TRY(text_field(object, "id"));
    dossier.procedure = TRY(read_procedure(*TRY(object_field(object, "procedure"))));
    for (Json const& event : *TRY(array_field(object, "events")))
        dossier.events.push_back(TRY(read_event(event)));
    return dossier;
}

Result<Dossier> parse_dossier(std::string_view text) {
    return read_dossier(TRY(parse_json(text)));
}

Result<std::vector<Dossier>> parse_dossiers(std::string_view text) {
    Json const tree = TRY(parse_json(text));
    std::vector<Dossier> dossiers;
    for (Json const& dossier : *TRY(array_field(tree, "dossiers")))
        dossiers.push_back(TRY(read_dossier(dossier)));
    return dossiers;
}

} // namespace prevenance
