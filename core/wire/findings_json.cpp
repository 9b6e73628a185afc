#include "core/wire/findings_json.h"

#include "core/wire/check_place.h"
#include "core/wire/json.h"

namespace prevenance {

namespace {

using Json = nlohmann::json;

constexpr auto codes_count = static_cast<std::uint8_t>(finding_codes_count);

Json json_of(Finding const& finding, std::span<std::string const> paths) {
    auto const& kind = kind_of(finding.code);
    Json object{
        {"code", kind.name},
        {"severity", name_of(kind.severity)},
        {"rule", finding.rule},
        {"message", finding.message},
        {"remedy", finding.remedy}};
    add_place(object, finding.position, paths);
    return object;
}

Json json_of(Parameter const& parameter, std::span<std::string const> paths) {
    Json object{{"rule", parameter.rule}, {"checked", format_iso_day(parameter.checked)}};
    object["due"] = parameter.due ? Json(format_iso_day(*parameter.due)) : Json();
    add_place(object, parameter.position, paths);
    return object;
}

Json sarif_rule(FindingCode code) {
    auto const& kind = kind_of(code);
    return {
        {"id", kind.name},
        {"shortDescription", {{"text", kind.title}}},
        {"defaultConfiguration", {{"level", name_of(kind.severity)}}}};
}

/// A URI reference: what cannot stand in one is written %XX.
/// Source: RFC 3986, sections 2.1 and 3.3.
std::string uri_of(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view kept = "-._~/!$&'()*+,;=@";
    std::string uri;
    for (char const letter : path) {
        auto const byte = static_cast<unsigned char>(letter);
        bool const plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
            (letter >= '0' && letter <= '9') || kept.find(letter) != std::string_view::npos;
        if (plain) {
            uri += letter;
            continue;
        }
        uri += '%';
        uri += digits[byte >> 4U];
        uri += digits[byte & 15U];
    }
    return uri;
}

Json sarif_location(Finding const& finding, std::span<std::string const> paths) {
    Json location = Json::object();
    if (finding.position.file < paths.size()) {
        Json physical{{"artifactLocation", {{"uri", uri_of(paths[finding.position.file])}}}};
        if (finding.position.line != 0)
            physical["region"] = {
                {"startLine", finding.position.line}, {"startColumn", finding.position.column}};
        location["physicalLocation"] = std::move(physical);
    }
    if (!finding.rule.empty())
        location["logicalLocations"] =
            Json::array({{{"fullyQualifiedName", finding.rule}, {"kind", "member"}}});
    return location;
}

Json sarif_result(Finding const& finding, std::span<std::string const> paths) {
    auto const& kind = kind_of(finding.code);
    auto text = finding.message;
    if (!finding.remedy.empty()) text += "; " + finding.remedy;
    return {
        {"ruleId", kind.name},
        {"ruleIndex", static_cast<std::uint8_t>(finding.code)},
        {"level", name_of(kind.severity)},
        {"message", {{"text", std::move(text)}}},
        {"locations", Json::array({sarif_location(finding, paths)})}};
}

} // namespace

std::string format_review(ModelReview const& review, std::span<std::string const> paths) {
    Json findings = Json::array();
    for (auto const& finding : review.findings)
        findings.push_back(json_of(finding, paths));
    Json parameters = Json::array();
    for (auto const& parameter : review.parameters)
        parameters.push_back(json_of(parameter, paths));
    Json summary{{"rules", review.rules}};
    for (auto const severity : {Severity::error, Severity::warning, Severity::note})
        summary[std::string(name_of(severity)) + 's'] = count_findings(review.findings, severity);
    return format_json(
        {{"summary", std::move(summary)},
         {"findings", std::move(findings)},
         {"parameters", std::move(parameters)}}
    );
}

std::string format_sarif(std::span<Finding const> findings, std::span<std::string const> paths) {
    Json rules = Json::array();
    for (std::uint8_t code = 0; code < codes_count; ++code)
        rules.push_back(sarif_rule(static_cast<FindingCode>(code)));
    Json results = Json::array();
    for (auto const& finding : findings)
        results.push_back(sarif_result(finding, paths));
    Json driver{{"name", "prevenance"}, {"rules", std::move(rules)}};
    Json run{{"tool", {{"driver", std::move(driver)}}}, {"results", std::move(results)}};
    return format_json(
        {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
         {"version", "2.1.0"},
         {"runs", Json::array({std::move(run)})}}
    );
}

} // namespace prevenance
