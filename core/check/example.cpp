#include "core/check/example.h"

#include "core/check/written_rules.h"
#include "core/eval/calendar.h"
#include "core/rules/expression.h"

#include <algorithm>
#include <array>

namespace prevenance {

namespace {

constexpr std::array<std::string_view, 6> example_keys{
    "nom", "date", "situation", "attendu", "tolérance", "manque"};

Diagnostic complain(std::string_view rule, Position position, std::string message) {
    Diagnostic diagnostic;
    diagnostic.rule = rule;
    diagnostic.position = position;
    diagnostic.message = "in an example: " + std::move(message);
    diagnostic.remedy = "the form is in docs/recipes.md, «Write a rule pack»";
    return diagnostic;
}

/// One example as it is being read.
class ExampleReader {
public:
    ExampleReader(Source const& source, std::string_view rule)
        : source_(&source) {
        example_.rule = rule;
        example_.position = source.position;
    }

    RulesResult<Example> read() {
        if (source_->kind != Source::Kind::map)
            return refuse(*source_, "a map with 'situation' and 'attendu' is needed");
        for (std::size_t i = 0; i < source_->keys.size(); ++i) {
            auto const& key = source_->keys[i];
            if (std::find(example_keys.begin(), example_keys.end(), key) == example_keys.end())
                return complain(
                    example_.rule, source_->position_of(i), "'" + key + "' means nothing here"
                );
        }
        TRY(read_name_and_date());
        TRY(read_situation());
        TRY(read_expected());
        TRY(read_tolerance());
        TRY(read_missing());
        return std::move(example_);
    }

private:
    Diagnostic refuse(Source const& where, std::string message) const {
        return complain(example_.rule, where.position, std::move(message));
    }

    RulesResult<Done> read_name_and_date() {
        if (auto const* name = source_->find("nom")) {
            if (name->kind != Source::Kind::text) return refuse(*name, "'nom' must be a text");
            example_.name = name->text;
        }
        auto const* date = source_->find("date");
        if (date == nullptr) return Done{};
        example_.date = read_written_day(date->text);
        if (!example_.date) return refuse(*date, "'date' must be a day, as 01/07/2026");
        return Done{};
    }

    RulesResult<Done> read_situation() {
        example_.situation.kind = Source::Kind::map;
        auto const* situation = source_->find("situation");
        if (situation == nullptr || situation->kind == Source::Kind::null) return Done{};
        if (situation->kind != Source::Kind::map)
            return refuse(*situation, "'situation' must be a map from rules to answers");
        example_.situation = *situation;
        return Done{};
    }

    RulesResult<Done> read_expected() {
        auto const* expected = source_->find("attendu");
        if (expected == nullptr) return refuse(*source_, "'attendu' is missing");
        if (expected->kind == Source::Kind::list || expected->kind == Source::Kind::null)
            return refuse(*expected, "'attendu' must be a value, or a map from rules to values");
        if (expected->kind != Source::Kind::map) {
            if (example_.rule.empty())
                return refuse(*expected, "'attendu' must name rules: a map from rules to values");
            example_.expected.push_back({example_.rule, *expected});
            return Done{};
        }
        for (std::size_t i = 0; i < expected->keys.size(); ++i)
            example_.expected.push_back({expected->keys[i], expected->items[i]});
        return Done{};
    }

    RulesResult<Done> read_tolerance() {
        auto const* tolerance = source_->find("tolérance");
        if (tolerance == nullptr) return Done{};
        if (tolerance->kind != Source::Kind::number || tolerance->number < 0)
            return refuse(*tolerance, "'tolérance' must be a number from 0, without a unit");
        example_.tolerance = tolerance->number;
        return Done{};
    }

    RulesResult<Done> read_missing() {
        auto const* missing = source_->find("manque");
        if (missing == nullptr) return Done{};
        if (missing->kind != Source::Kind::list) return refuse(*missing, "'manque' must be a list");
        example_.missing.emplace();
        for (auto const& name : missing->items)
            example_.missing->push_back(name.text);
        return Done{};
    }

    Source const* source_;
    Example example_;
};

void add(Examples& examples, Source const& source, std::string_view rule) {
    auto read = ExampleReader(source, rule).read();
    if (read.ok())
        examples.all.push_back(std::move(read).value());
    else
        examples.mistakes.push_back(read.error());
}

void add_those_of(Examples& examples, WrittenRule const& rule) {
    auto const* list = rule.source->find("exemples");
    if (list == nullptr) return;
    if (list->kind != Source::Kind::list)
        examples.mistakes.push_back(complain(rule.name, list->position, "'exemples' must be a list")
        );
    for (auto const& item : list->items)
        if (list->kind == Source::Kind::list) add(examples, item, rule.name);
}

} // namespace

std::string title_of(Example const& example) {
    if (example.rule.empty()) return example.name;
    return example.name.empty() ? example.rule : example.rule + " — " + example.name;
}

Examples read_examples(Source const& model, Source const& apart) {
    Examples examples;
    for (auto const& rule : list_written_rules(model))
        add_those_of(examples, rule);
    for (auto const& item : apart.items)
        add(examples, item, "");
    return examples;
}

std::optional<Day> read_written_day(std::string_view text) {
    auto const iso = parse_iso_day(text);
    if (iso.ok()) return iso.value();
    return parse_french_day(normalise_date(text));
}

} // namespace prevenance
