// Advises people read from standard input, for tests/conformance/interview.mjs.
//
// usage: interview_program PLACES_FOLDER PACK_JSON MODEL_JSON TODAY
// one person a line: {"commune":"35238","facts":{"bicycle.type":"electric"}}
// answers a line each: {"elsewhere":336,"other_project":0,"to_ask":[..],"verdicts":[{"rule":..,
// "standing":"granted","amount":200,"unit":"€","missing":[fact,..]}]}
#include "core/aids/adviser.h"
#include "core/aids/compile_rulebook.h"
#include "core/wire/json.h"
#include "core/wire/model_json.h"
#include "core/wire/pack_json.h"
#include "core/wire/places_json.h"

#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

namespace {

using namespace prevenance; // NOLINT: a program of a few lines.

std::string read_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Places and names, read once per département.
class Homes {
public:
    explicit Homes(std::string folder)
        : folder_(std::move(folder))
        , places_(Places::open(read_file(folder_ + "/codes.bin"))) {}

    std::optional<Home> find(std::string const& insee) {
        if (!places_.ok()) return std::nullopt;
        auto const place = places_.value().find_commune(insee);
        if (!place) return std::nullopt;
        auto const& names = names_of(place->departement);
        return Home{
            *place,
            std::string(name_of_commune(names, place->commune)),
            std::string(name_of_epci(names, place->epci)),
            names.departement.name};
    }

private:
    PlaceNames const& names_of(std::string const& departement) {
        auto const found = names_.find(departement);
        if (found != names_.end()) return found->second;
        auto names = read_place_names(read_file(folder_ + "/names-" + departement + ".json"));
        return names_[departement] = names.ok() ? std::move(names).value() : PlaceNames{};
    }

    std::string folder_;
    Result<Places> places_;
    std::map<std::string, PlaceNames> names_;
};

char const* name_of(Standing standing) {
    switch (standing) {
    case Standing::granted:
        return "granted";
    case Standing::refused:
        return "refused";
    case Standing::open:
        return "open";
    case Standing::ended:
        return "ended";
    case Standing::broken:
        return "broken";
    case Standing::beyond:
        return "beyond";
    }
    return "";
}

std::string advise(Adviser& adviser, Homes& homes, std::string const& line) {
    auto const person = parse_json(line);
    if (!person.ok()) return R"({"error":"unreadable person"})";
    InterviewAnswers answers;
    answers.home = homes.find(person.value()["commune"].get<std::string>());
    for (auto const& [fact, value] : person.value()["facts"].items())
        give(answers, fact, value.get<std::string>());
    auto const advice = adviser.advise(answers);
    nlohmann::json verdicts = nlohmann::json::array();
    for (auto const& verdict : advice.verdicts)
        verdicts.push_back(
            {{"rule", adviser.aid(verdict).rule},
             {"standing", name_of(verdict.standing)},
             {"amount", verdict.amount},
             {"unit", verdict.unit},
             {"missing", verdict.missing}}
        );
    return format_json(
        {{"elsewhere", advice.elsewhere},
         {"other_project", advice.other_project},
         {"to_ask", advice.to_ask},
         {"verdicts", verdicts}}
    );
}

int fail(Error const& error) {
    std::cerr << error.message << '\n';
    return 1;
}

} // namespace

int main(int argument_count, char const** arguments) {
    if (argument_count != 5) return fail({ErrorCode::bad_input, "four arguments, please"});
    auto pack = read_pack(read_file(arguments[2]));
    if (!pack.ok()) return fail(pack.error());
    auto const model = parse_model_json(read_file(arguments[3]));
    if (!model.ok()) return fail(model.error());
    auto const book = compile_rulebook(std::move(pack).value(), model.value());
    if (!book.ok()) return fail(book.error());
    auto const today = parse_iso_day(arguments[4]);
    if (!today.ok()) return fail(today.error());
    Homes homes(arguments[1]);
    Adviser adviser({&book.value()}, today.value());
    for (std::string line; std::getline(std::cin, line);)
        std::cout << advise(adviser, homes, line) << '\n';
    return 0;
}
