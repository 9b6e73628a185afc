#include "core/wire/check_json.h"

#include "core/wire/check_place.h"
#include "core/wire/json.h"

#include <algorithm>

namespace prevenance {

namespace {

using Json = nlohmann::json;

Json json_of(Diagnostic const& diagnostic, std::span<std::string const> paths) {
    Json object{
        {"code", name_of(diagnostic.code)},
        {"rule", diagnostic.rule},
        {"message", diagnostic.message},
        {"remedy", diagnostic.remedy}};
    add_place(object, diagnostic.position, paths);
    return object;
}

Json json_of(
    Example const& example, ExampleResult const& result, std::span<std::string const> paths
) {
    Json object{{"name", example.name}, {"rule", example.rule}, {"passed", result.passed()}};
    add_place(object, example.position, paths);
    Json& comparisons = object["results"] = Json::array();
    for (auto const& comparison : result.comparisons)
        comparisons.push_back(
            {{"goal", comparison.goal},
             {"expected", comparison.expected},
             {"got", comparison.got},
             {"passed", comparison.agrees}}
        );
    if (result.failure) object["error"] = json_of(*result.failure, paths);
    return object;
}

} // namespace

std::string format_example_results(
    Examples const& examples,
    std::span<ExampleResult const> results,
    std::span<std::string const> paths
) {
    auto const passed = std::count_if(results.begin(), results.end(), [](auto const& result) {
        return result.passed();
    });
    Json mistakes = Json::array();
    for (auto const& mistake : examples.mistakes)
        mistakes.push_back(json_of(mistake, paths));
    Json all = Json::array();
    for (std::size_t i = 0; i < results.size(); ++i)
        all.push_back(json_of(examples.all[i], results[i], paths));
    auto const count = static_cast<std::ptrdiff_t>(results.size());
    return format_json(
        {{"summary", {{"examples", count}, {"passed", passed}, {"failed", count - passed}}},
         {"mistakes", std::move(mistakes)},
         {"examples", std::move(all)}}
    );
}

} // namespace prevenance
