#include "core/wire/interview_json.h"

#include "core/wire/json.h"
#include "core/wire/json_fields.h"

#include <utility>

namespace prevenance {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t version = 1;
constexpr std::size_t facts_max = 500;

Json home_as_json(Home const& home) {
    return {
        {"commune", home.place.commune},
        {"commune_name", home.commune_name},
        {"epci", home.place.epci},
        {"epci_name", home.epci_name},
        {"departement", home.place.departement},
        {"departement_name", home.departement_name},
        {"region", home.place.region}};
}

Result<Home> read_home(Json const& object) {
    Home home;
    home.place.commune = TRY(text_field(object, "commune"));
    home.place.epci = TRY(optional_text_field(object, "epci"));
    home.place.departement = TRY(text_field(object, "departement"));
    home.place.region = TRY(text_field(object, "region"));
    home.commune_name = TRY(text_field(object, "commune_name"));
    home.epci_name = TRY(optional_text_field(object, "epci_name"));
    home.departement_name = TRY(text_field(object, "departement_name"));
    return home;
}

Result<GivenFact> read_fact(Json const& object) {
    GivenFact given;
    given.fact = TRY(text_field(object, "fact"));
    given.value = TRY(optional_text_field(object, "value"));
    return given;
}

Result<InterviewAnswers> read(std::string_view json) {
    auto const file = TRY(parse_json(json));
    TRY(whole_field(file, "version", version, version));
    InterviewAnswers answers;
    if (auto const* object = TRY(optional_object_field(file, "home"))) {
        auto home = read_home(*object);
        if (home.ok()) answers.home = std::move(home).value();
    }
    auto const* facts = TRY(optional_array_field(file, "facts"));
    if (facts == nullptr || facts->size() > facts_max) return answers;
    for (auto const& object : *facts) {
        auto fact = read_fact(object);
        if (!fact.ok() || find_given(answers, fact.value().fact) != nullptr) continue;
        answers.facts.push_back(std::move(fact).value());
    }
    return answers;
}

} // namespace

std::string format_interview_answers(InterviewAnswers const& answers) {
    Json file{{"version", version}, {"facts", Json::array()}};
    if (answers.home) file["home"] = home_as_json(*answers.home);
    for (auto const& given : answers.facts)
        file["facts"].push_back({{"fact", given.fact}, {"value", given.value}});
    return format_json(file);
}

InterviewAnswers read_interview_answers(std::string_view json) {
    auto answers = read(json);
    return answers.ok() ? std::move(answers).value() : InterviewAnswers{};
}

} // namespace prevenance
