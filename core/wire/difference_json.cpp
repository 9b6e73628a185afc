#include "core/wire/difference_json.h"

#include "core/wire/check_place.h"
#include "core/wire/json.h"

namespace prevenance {

namespace {

using Json = nlohmann::json;

Json place(Position position, std::span<std::string const> paths) {
    if (position.line == 0) return nullptr;
    Json object = Json::object();
    add_place(object, position, paths);
    return object;
}

Json values(ValueChange const& change) {
    return {{"before", change.before}, {"after", change.after}};
}

} // namespace

std::string_view name_of(RuleChange::Kind kind) {
    switch (kind) {
    case RuleChange::Kind::added:
        return "added";
    case RuleChange::Kind::removed:
        return "removed";
    case RuleChange::Kind::formula:
        return "formula";
    case RuleChange::Kind::description:
        break;
    }
    return "description";
}

std::string format_difference(
    PackDifference const& difference,
    std::span<std::string const> before,
    std::span<std::string const> after
) {
    Json rules = Json::array();
    for (auto const& change : difference.rules)
        rules.push_back(
            {{"rule", change.rule},
             {"change", name_of(change.kind)},
             {"keys", change.keys},
             {"before", place(change.before, before)},
             {"after", place(change.after, after)}}
        );
    Json parameters = Json::array();
    for (auto const& change : difference.parameters) {
        parameters.push_back(values(change));
        parameters.back()["rule"] = change.subject;
    }
    Json examples = Json::array();
    for (auto const& change : difference.examples) {
        examples.push_back(values(change));
        examples.back()["example"] = change.subject;
        add_place(examples.back(), change.position, after);
    }
    return format_json(
        {{"rules", std::move(rules)},
         {"parameters", std::move(parameters)},
         {"examples", std::move(examples)},
         {"examples_run", difference.examples_run}}
    );
}

} // namespace prevenance
