#include "core/wire/procedure_json.h"

#include "core/wire/json_fields.h"

#include <array>
#include <utility>

namespace prevenance {

namespace {

using Json = nlohmann::json;

template <typename Enum, std::size_t count>
using Names = std::array<std::pair<Enum, std::string_view>, count>;

constexpr Names<Milestone, 4> milestones{{
    {Milestone::deposit, "deposit"},
    {Milestone::completeness, "completeness"},
    {Milestone::examination, "examination"},
    {Milestone::decision, "decision"},
}};

constexpr Names<SilenceMeaning, 2> meanings{{
    {SilenceMeaning::acceptance, "acceptance"},
    {SilenceMeaning::rejection, "rejection"},
}};

constexpr Names<PeriodUnit, 3> units{{
    {PeriodUnit::days, "days"},
    {PeriodUnit::weeks, "weeks"},
    {PeriodUnit::months, "months"},
}};

/// The first two are Démarche Numérique's words.
constexpr Names<ResumeRule, 3> resume_rules{{
    {ResumeRule::proceed, "continue"},
    {ResumeRule::restart, "reset"},
    {ResumeRule::suspend, "suspend"},
}};

template <typename Enum, std::size_t count>
std::string_view name_in(Names<Enum, count> const& names, Enum value) {
    for (auto const& [known, name] : names)
        if (known == value) return name;
    ENSURE(false && "every enumerator has a name");
    return {};
}

template <typename Enum, std::size_t count>
Result<Enum> value_field(Names<Enum, count> const& names, Json const& object, char const* field) {
    auto const word = TRY(text_field(object, field));
    std::string known;
    for (auto const& [value, name] : names) {
        if (name == word) return value;
        known += (known.empty() ? "" : ", ") + std::string(name);
    }
    return Error{
        ErrorCode::bad_input, "field '" + std::string(field) + "': should be one of " + known};
}

Json json_of(Wording const& wording) {
    return {{"fr", wording.french}, {"en", wording.english}};
}

Json json_of(Period const& period) {
    return {{"count", period.count}, {"unit", name_in(units, period.unit)}};
}

Json json_of(ProcedureStep const& step) {
    return {
        {"milestone", name_of(step.milestone)},
        {"title", json_of(step.title)},
        {"text", json_of(step.text)}};
}

Json json_of(Contact const& contact) {
    Json object{{"service", contact.service}};
    if (!contact.email.empty()) object["email"] = contact.email;
    if (!contact.phone.empty()) object["phone"] = contact.phone;
    if (!contact.address.empty()) object["address"] = contact.address;
    return object;
}

Json json_of(SilenceRule const& rule) {
    return {
        {"means", name_of(rule.meaning)},
        {"period", json_of(rule.period)},
        {"resume", name_in(resume_rules, rule.resume)},
        {"source", rule.source}};
}

Result<Wording> wording_field(Json const& object, char const* name) {
    Json const& wording = *TRY(object_field(object, name));
    TRY(only_fields(wording, {"fr", "en"}));
    Wording read;
    read.french = TRY(text_field(wording, "fr"));
    read.english = TRY(text_field(wording, "en"));
    return read;
}

Result<Period> read_period(Json const& object) {
    constexpr int count_max = 400;
    TRY(only_fields(object, {"count", "unit"}));
    Period period;
    period.count = static_cast<int>(TRY(whole_field(object, "count", 1, count_max)));
    period.unit = TRY(value_field(units, object, "unit"));
    return period;
}

Result<SilenceRule> read_silence(Json const& object) {
    TRY(only_fields(object, {"means", "period", "resume", "source"}));
    SilenceRule rule;
    rule.meaning = TRY(value_field(meanings, object, "means"));
    rule.period = TRY(read_period(*TRY(object_field(object, "period"))));
    rule.resume = TRY(value_field(resume_rules, object, "resume"));
    rule.source = TRY(text_field(object, "source"));
    return rule;
}

Result<Contact> read_contact(Json const& object) {
    TRY(only_fields(object, {"service", "email", "phone", "address"}));
    Contact contact;
    contact.service = TRY(text_field(object, "service"));
    contact.email = TRY(optional_text_field(object, "email"));
    contact.phone = TRY(optional_text_field(object, "phone"));
    contact.address = TRY(optional_text_field(object, "address"));
    return contact;
}

Result<ProcedureStep> read_step(Json const& object) {
    TRY(only_fields(object, {"milestone", "title", "text"}));
    ProcedureStep step;
    step.milestone = TRY(value_field(milestones, object, "milestone"));
    step.title = TRY(wording_field(object, "title"));
    step.text = TRY(wording_field(object, "text"));
    return step;
}

Result<std::vector<ProcedureStep>> read_steps(Json const& array) {
    std::vector<ProcedureStep> steps;
    bool ordered = true;
    for (Json const& item : array) {
        auto step = TRY(read_step(item));
        ordered = ordered && (steps.empty() || steps.back().milestone < step.milestone);
        steps.push_back(std::move(step));
    }
    bool const whole = ordered && steps.size() >= 2 &&
        steps.front().milestone == Milestone::deposit &&
        steps.back().milestone == Milestone::decision;
    if (whole) return steps;
    return Error{
        ErrorCode::bad_input,
        "field 'steps': should go from deposit to decision, each milestone once, in order"};
}

} // namespace

std::string_view name_of(Milestone milestone) {
    return name_in(milestones, milestone);
}

std::string_view name_of(SilenceMeaning meaning) {
    return name_in(meanings, meaning);
}

Json json_of(Procedure const& procedure) {
    Json object{
        {"id", procedure.id},
        {"title", json_of(procedure.title)},
        {"contact", json_of(procedure.contact)},
        {"steps", Json::array()}};
    for (auto const& step : procedure.steps)
        object["steps"].push_back(json_of(step));
    if (procedure.silence) object["silence"] = json_of(*procedure.silence);
    if (procedure.usual_delay) object["usual_delay"] = json_of(*procedure.usual_delay);
    return object;
}

Result<Procedure> read_procedure(Json const& object) {
    TRY(only_fields(object, {"id", "title", "contact", "steps", "silence", "usual_delay"}));
    Procedure procedure;
    procedure.id = TRY(text_field(object, "id"));
    procedure.title = TRY(wording_field(object, "title"));
    procedure.contact = TRY(read_contact(*TRY(object_field(object, "contact"))));
    procedure.steps = TRY(read_steps(*TRY(array_field(object, "steps"))));
    Json const* const silence = TRY(optional_object_field(object, "silence"));
    if (silence != nullptr) procedure.silence = TRY(read_silence(*silence));
    Json const* const usual = TRY(optional_object_field(object, "usual_delay"));
    if (usual != nullptr) procedure.usual_delay = TRY(read_period(*usual));
    return procedure;
}

Result<Procedure> parse_procedure(std::string_view text) {
    return read_procedure(TRY(parse_json(text)));
}

} // namespace prevenance
