#include "core/wire/evaluation_json.h"

#include "core/wire/json.h"
#include "core/wire/model_json.h"

#include <cmath>
#include <cstdint>

namespace prevenance {

namespace {

using Json = nlohmann::json;

/// Numbers that are whole are written whole: an id 7 comes back as 7.
Json number_to_json(double number) {
    bool const in_range = number > -1e15 && number < 1e15; // NaN is not.
    if (in_range && number == std::trunc(number)) return static_cast<std::int64_t>(number);
    return number;
}

Json to_json(Source const& source) {
    switch (source.kind) {
    case Source::Kind::null:
        return nullptr;
    case Source::Kind::boolean:
        return source.boolean;
    case Source::Kind::number:
        return number_to_json(source.number);
    case Source::Kind::text:
        return source.text;
    case Source::Kind::list: {
        Json list = Json::array();
        for (auto const& item : source.items)
            list.push_back(to_json(item));
        return list;
    }
    case Source::Kind::map:
        break;
    }
    Json map = Json::object();
    for (std::size_t i = 0; i < source.keys.size(); ++i)
        map[source.keys[i]] = to_json(source.items[i]);
    return map;
}

Json to_json(Value const& value) {
    switch (value.kind) {
    case Value::Kind::undefined:
        return "undefined";
    case Value::Kind::not_applicable:
        return nullptr;
    case Value::Kind::boolean:
        return value.boolean;
    case Value::Kind::number:
        return number_to_json(value.number);
    case Value::Kind::text:
        break;
    }
    return value.text;
}

void read_flag(Source const* map, std::string_view key, bool& flag) {
    if (map == nullptr) return;
    auto const* value = map->find(key);
    if (value != nullptr && value->kind == Source::Kind::boolean) flag = value->boolean;
}

/// The options of the npm engine, under its names; the others are ignored.
CompileOptions read_options(Source const& options) {
    CompileOptions read;
    auto const* flag = options.find("flag");
    read_flag(flag, "filterNotApplicablePossibilities", read.filter_possibilities);
    read_flag(flag, "automaticNamespaceDisabling", read.parents_disable);
    auto const* strict = options.find("strict");
    if (strict != nullptr && strict->kind == Source::Kind::boolean)
        read.parents_required = read.check_possibilities = read.cycles_fail = strict->boolean;
    read_flag(strict, "noOrphanRule", read.parents_required);
    read_flag(strict, "checkPossibleValues", read.check_possibilities);
    read_flag(strict, "noCycleRuntime", read.cycles_fail);
    auto const* iterations = options.find("inversionMaxIterations");
    bool const counted = iterations != nullptr && iterations->kind == Source::Kind::number;
    if (counted && iterations->number >= 1 && iterations->number <= 1'000)
        read.inversion_iterations = static_cast<int>(iterations->number);
    return read;
}

char const* origin_name(ValueOrigin origin) {
    switch (origin) {
    case ValueOrigin::computed:
        return "computed";
    case ValueOrigin::answer:
        return "answer";
    case ValueOrigin::by_default:
        return "default";
    case ValueOrigin::parent:
        return "parent";
    case ValueOrigin::missing:
        return "missing";
    case ValueOrigin::only_tested:
        return "tested";
    }
    return "";
}

Error missing_field(std::string const& name, std::string const& shape) {
    return {ErrorCode::bad_input, "the case has no '" + name + "': " + shape};
}

} // namespace

Result<EvaluationCase> parse_evaluation_case(std::string_view line) {
    Source source = TRY(parse_model_json(line));
    EvaluationCase read;
    if (auto const* id = source.find("id")) read.id = *id;
    auto const* model = source.find("model");
    auto const* rules = source.find("rules");
    if (rules != nullptr) {
        read.rules = *rules;
        if (auto const* options = source.find("options")) read.options = read_options(*options);
    } else if (model != nullptr && model->kind == Source::Kind::text) {
        read.model = model->text;
    } else {
        return missing_field("model", "name a model given with --model, or write \"rules\"");
    }
    read.situation.kind = Source::Kind::map;
    if (auto const* situation = source.find("situation")) read.situation = *situation;
    if (read.situation.kind != Source::Kind::map)
        return missing_field("situation", "write a map from rules to answers");
    auto const* goals = source.find("goals");
    if (goals == nullptr || goals->kind != Source::Kind::list)
        return missing_field("goals", "write a list of rules or expressions");
    read.goals = goals->items;
    return read;
}

std::string format_evaluation_answer(
    Source const& id, std::vector<Source> const& goals, std::vector<Outcome> const& outcomes
) {
    Json results = Json::array();
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        auto const& outcome = outcomes[i];
        Json const unit = outcome.unit_present ? Json(outcome.unit) : Json();
        results.push_back(
            {{"goal", to_json(goals[i])},
             {"value", to_json(outcome.value)},
             {"unit", unit},
             {"missing", outcome.missing}}
        );
    }
    return format_json({{"id", to_json(id)}, {"results", std::move(results)}});
}

std::string format_evaluation_error(Source const& id, Diagnostic const& diagnostic) {
    std::string message = diagnostic.message;
    if (!diagnostic.remedy.empty()) message += "; " + diagnostic.remedy;
    Json error{{"code", name_of(diagnostic.code)}, {"message", message}, {"rule", diagnostic.rule}};
    if (diagnostic.position.line != 0) {
        error["line"] = diagnostic.position.line;
        error["column"] = diagnostic.position.column;
    }
    return format_json({{"id", to_json(id)}, {"error", std::move(error)}});
}

std::string format_explanation(Explanation const& explanation) {
    Json rules = Json::array();
    for (auto const& rule : explanation.rules) {
        Json sources = Json::array();
        for (auto const& citation : rule.citations)
            sources.push_back({{"title", citation.title}, {"address", citation.address}});
        Json because = Json::array();
        for (auto const& reason : rule.because)
            because.push_back({{"rule", reason.rule}, {"instead_of", reason.instead_of}});
        rules.push_back(
            {{"rule", rule.name},
             {"title", rule.title},
             {"question", rule.question},
             {"value", to_json(rule.value)},
             {"unit", rule.unit},
             {"origin", origin_name(rule.origin)},
             {"sources", std::move(sources)},
             {"because", std::move(because)}}
        );
    }
    return format_json({{"rules", std::move(rules)}});
}

} // namespace prevenance
