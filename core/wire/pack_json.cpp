#include "core/wire/pack_json.h"

#include "core/wire/json.h"
#include "core/wire/json_fields.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace prevenance {

namespace {

using Json = nlohmann::json;

template <typename Value>
struct Name {
    std::string_view name;
    Value value;
};

constexpr std::array<Name<Payer>, 6> payers = {{
    {"state", Payer::state},
    {"region", Payer::region},
    {"departement", Payer::departement},
    {"epci", Payer::epci},
    {"commune", Payer::commune},
    {"company", Payer::company},
}};

constexpr std::array<Name<AmountKind>, 7> amounts = {{
    {"one_off", AmountKind::one_off},
    {"per_month", AmountKind::per_month},
    {"per_year", AmountKind::per_year},
    {"rate", AmountKind::rate},
    {"loan", AmountKind::loan},
    {"tax_cut", AmountKind::tax_cut},
    {"fee_per_month", AmountKind::fee_per_month},
}};

constexpr std::array<Name<PlaceFact>, 8> place_facts = {{
    {"commune", PlaceFact::commune},
    {"commune_name", PlaceFact::commune_name},
    {"epci", PlaceFact::epci},
    {"epci_name", PlaceFact::epci_name},
    {"departement", PlaceFact::departement},
    {"departement_name", PlaceFact::departement_name},
    {"region", PlaceFact::region},
    {"country", PlaceFact::country},
}};

constexpr std::array<Name<FactKind>, 7> fact_kinds = {{
    {"yes_no", FactKind::yes_no},
    {"choice", FactKind::choice},
    {"whole_number", FactKind::whole_number},
    {"number", FactKind::number},
    {"money", FactKind::money},
    {"date", FactKind::date},
    {"dates", FactKind::dates},
}};

constexpr std::array<Name<QuestionOrder>, 2> orders = {{
    {"most_decisive", QuestionOrder::most_decisive},
    {"as_written", QuestionOrder::as_written},
}};

Error wrong(std::string const& what) {
    return {ErrorCode::bad_input, what};
}

/// The meaning of a text that must be one of a few.
template <typename Value, std::size_t count>
Result<Value>
read_name(Json const& object, char const* field, std::array<Name<Value>, count> const& names) {
    auto const text = TRY(text_field(object, field));
    std::string known;
    for (auto const& [name, value] : names) {
        if (text == name) return value;
        known += (known.empty() ? "" : ", ") + std::string(name);
    }
    return wrong(std::string(field) + ": not one of " + known);
}

/// Reads every element of a list; an error says which one it is in.
template <typename Item, typename Read>
Result<std::vector<Item>> read_items(Json const* list, char const* name, Read read) {
    std::vector<Item> items;
    if (list == nullptr) return items;
    for (std::size_t i = 0; i < list->size(); ++i) {
        Result<Item> item = read((*list)[i]);
        if (!item.ok())
            return wrong(
                std::string(name) + '[' + std::to_string(i) + "]: " + item.error().message
            );
        items.push_back(std::move(item).value());
    }
    return items;
}

template <typename Item, typename Read>
Result<std::vector<Item>> read_list(Json const& object, char const* name, Read read) {
    return read_items<Item>(TRY(optional_array_field(object, name)), name, read);
}

Result<std::string> read_plain_text(Json const& value) {
    auto const* text = value.get_ptr<std::string const*>();
    if (text == nullptr || text->empty()) return wrong("not a text");
    return *text;
}

Result<BilingualText> read_text(Json const& object) {
    TRY(only_fields(object, {"fr", "en"}));
    BilingualText text;
    text.french = TRY(text_field(object, "fr"));
    text.english = TRY(text_field(object, "en"));
    return text;
}

Result<BilingualText> text_at(Json const& object, char const* name) {
    auto text = read_text(*TRY(object_field(object, name)));
    if (!text.ok()) return wrong(std::string(name) + ": " + text.error().message);
    return text;
}

Result<BilingualText> optional_text_at(Json const& object, char const* name) {
    if (TRY(optional_object_field(object, name)) == nullptr) return BilingualText{};
    return text_at(object, name);
}

Result<std::optional<Day>> optional_day(Json const& object, char const* name) {
    auto const text = TRY(optional_text_field(object, name));
    if (text.empty()) return std::optional<Day>{};
    return std::optional<Day>(TRY(parse_iso_day(text)));
}

/// `{"rule": "expression", …}`
Result<std::vector<RuleAnswer>> read_answers(Json const& object, char const* name) {
    std::vector<RuleAnswer> answers;
    auto const* map = TRY(optional_object_field(object, name));
    if (map == nullptr) return answers;
    for (auto const& [rule, expression] : map->items()) {
        auto const* text = expression.get_ptr<std::string const*>();
        if (text == nullptr) return wrong(std::string(name) + ": '" + rule + "' is no expression");
        answers.push_back({rule, *text});
    }
    return answers;
}

Result<PlaceBinding::Zone> read_zone(Json const& object) {
    TRY(only_fields(object, {"value", "places"}));
    PlaceBinding::Zone zone;
    zone.expression = TRY(text_field(object, "value"));
    zone.places = TRY(read_list<std::string>(object, "places", read_plain_text));
    return zone;
}

Result<PlaceBinding> read_binding(Json const& object) {
    TRY(only_fields(object, {"rule", "from", "instead", "zones"}));
    PlaceBinding binding;
    binding.rule = TRY(text_field(object, "rule"));
    binding.from = TRY(read_name(object, "from", place_facts));
    for (auto& [from, to] : TRY(read_answers(object, "instead")))
        binding.instead.emplace_back(std::move(from), std::move(to));
    binding.zones = TRY(read_list<PlaceBinding::Zone>(object, "zones", read_zone));
    return binding;
}

Result<FactCondition> read_condition(Json const& object) {
    TRY(only_fields(object, {"fact", "among"}));
    FactCondition condition;
    condition.fact = TRY(text_field(object, "fact"));
    condition.among =
        TRY(read_items<std::string>(TRY(array_field(object, "among")), "among", read_plain_text));
    return condition;
}

Result<std::optional<Territory>> read_territory(Json const& aid) {
    auto const* object = TRY(optional_object_field(aid, "territory"));
    if (object == nullptr) return std::optional<Territory>{};
    TRY(only_fields(*object, {"kind", "codes"}));
    Territory territory;
    territory.kind = TRY(read_name(*object, "kind", payers));
    territory.codes =
        TRY(read_items<std::string>(TRY(array_field(*object, "codes")), "codes", read_plain_text));
    if (territory.kind == Payer::state || territory.kind == Payer::company)
        return wrong("territory: not a kind of place");
    return std::optional(std::move(territory));
}

Result<PackAid> read_aid(Json const& object) {
    TRY(only_fields(
        object,
        {"id",
         "rule",
         "title",
         "payer",
         "category",
         "amount",
         "link",
         "description",
         "documents",
         "when",
         "territory",
         "checked",
         "ends"}
    ));
    auto const* payer = TRY(object_field(object, "payer"));
    TRY(only_fields(*payer, {"kind", "name"}));
    PackAid aid;
    aid.id = TRY(text_field(object, "id"));
    aid.rule = TRY(text_field(object, "rule"));
    aid.title = TRY(text_at(object, "title"));
    aid.payer_kind = TRY(read_name(*payer, "kind", payers));
    aid.payer = TRY(text_field(*payer, "name"));
    aid.category = TRY(text_field(object, "category"));
    aid.amount = TRY(read_name(object, "amount", amounts));
    aid.link = TRY(optional_text_field(object, "link"));
    aid.description = TRY(optional_text_at(object, "description"));
    aid.documents = TRY(read_list<BilingualText>(object, "documents", read_text));
    aid.when = TRY(read_list<FactCondition>(object, "when", read_condition));
    aid.territory = TRY(read_territory(object));
    aid.checked = TRY(optional_day(object, "checked"));
    aid.ends = TRY(optional_day(object, "ends"));
    return aid;
}

Result<AidFamily> read_family(Json const& object) {
    TRY(only_fields(
        object, {"under", "title", "category", "amount", "replaces", "metadata", "documents"}
    ));
    AidFamily family;
    family.under = TRY(text_field(object, "under"));
    family.shared.title = TRY(text_at(object, "title"));
    family.shared.category = TRY(text_field(object, "category"));
    family.shared.amount = TRY(read_name(object, "amount", amounts));
    family.shared.documents = TRY(read_list<BilingualText>(object, "documents", read_text));
    auto const* replaces = TRY(object_field(object, "replaces"));
    for (auto const& [child, value] : replaces->items()) {
        auto const payer = TRY(read_name(*replaces, child.c_str(), payers));
        family.replaces.push_back({child, payer});
    }
    auto const* metadata = TRY(object_field(object, "metadata"));
    TRY(only_fields(*metadata, {"payer", "link", "description", "checked", "ends"}));
    family.payer_key = TRY(text_field(*metadata, "payer"));
    family.link_key = TRY(optional_text_field(*metadata, "link"));
    family.description_key = TRY(optional_text_field(*metadata, "description"));
    family.checked_key = TRY(optional_text_field(*metadata, "checked"));
    family.ends_key = TRY(optional_text_field(*metadata, "ends"));
    return family;
}

Result<FactOption> read_option(Json const& object) {
    TRY(only_fields(object, {"id", "label", "value", "set"}));
    FactOption option;
    option.id = TRY(text_field(object, "id"));
    option.label = TRY(text_at(object, "label"));
    option.expression = TRY(optional_text_field(object, "value"));
    option.set = TRY(read_answers(object, "set"));
    return option;
}

/// Absent, or a number that is one.
Result<std::optional<double>> optional_number(Json const& object, char const* name) {
    auto const found = object.find(name);
    if (found == object.end()) return std::optional<double>{};
    if (!found->is_number()) return wrong(std::string(name) + ": not a number");
    return std::optional(found->get<double>());
}

Result<std::vector<std::string>> read_rules(Json const& object) {
    auto const rule = TRY(optional_text_field(object, "rule"));
    if (!rule.empty()) return std::vector{rule};
    return read_list<std::string>(object, "rules", read_plain_text);
}

Status check_question(FactQuestion const& question) {
    bool const choice = question.kind == FactKind::choice;
    if (choice != !question.options.empty())
        return wrong("options: a choice, and nothing else, has them");
    if ((question.kind == FactKind::dates) != !question.as_many_as.empty())
        return wrong("as_many_as: several dates, and nothing else, have it");
    if (question.rules.empty() && !choice) return wrong("rule: the answer goes nowhere");
    for (auto const& option : question.options) {
        bool const heard = !option.expression.empty() || !option.set.empty();
        if (!heard && !question.rules.empty())
            return wrong("option '" + option.id + "' has no value");
    }
    return Done{};
}

Result<FactQuestion> read_question(Json const& object) {
    TRY(only_fields(
        object,
        {"fact",
         "rule",
         "rules",
         "kind",
         "unit",
         "min",
         "max",
         "text",
         "help",
         "options",
         "as_many_as",
         "each",
         "after",
         "if_unknown"}
    ));
    FactQuestion question;
    question.fact = TRY(text_field(object, "fact"));
    question.rules = TRY(read_rules(object));
    question.kind = TRY(read_name(object, "kind", fact_kinds));
    question.text = TRY(text_at(object, "text"));
    question.help = TRY(optional_text_at(object, "help"));
    question.unit = TRY(optional_text_field(object, "unit"));
    question.min = TRY(optional_number(object, "min"));
    question.max = TRY(optional_number(object, "max"));
    question.options = TRY(read_list<FactOption>(object, "options", read_option));
    question.as_many_as = TRY(optional_text_field(object, "as_many_as"));
    question.each = TRY(optional_text_at(object, "each"));
    question.after = TRY(optional_text_field(object, "after"));
    question.if_unknown = TRY(optional_text_at(object, "if_unknown"));
    auto const sound = check_question(question);
    if (!sound.ok()) return wrong(question.fact + ": " + sound.error().message);
    return question;
}

Result<PackLimit> read_limit(Json const& object) {
    TRY(only_fields(object, {"fact", "among", "departements", "aids", "text", "link"}));
    PackLimit limit;
    limit.condition.fact = TRY(optional_text_field(object, "fact"));
    limit.condition.among = TRY(read_list<std::string>(object, "among", read_plain_text));
    limit.departements = TRY(read_list<std::string>(object, "departements", read_plain_text));
    limit.aids = TRY(read_list<std::string>(object, "aids", read_plain_text));
    limit.text = TRY(text_at(object, "text"));
    limit.link = TRY(text_field(object, "link"));
    return limit;
}

Result<Revaluation> read_revaluation(Json const& object) {
    TRY(only_fields(object, {"rule", "due"}));
    return Revaluation{
        TRY(text_field(object, "rule")), TRY(parse_iso_day(TRY(text_field(object, "due"))))};
}

/// An npm package at one version, or rules kept beside the pack.
Status read_model(Json const& model, Pack& pack) {
    TRY(only_fields(model, {"package", "version", "file", "folder"}));
    pack.rules_folder = TRY(optional_text_field(model, "folder"));
    if (!pack.rules_folder.empty()) return Done{};
    pack.model_package = TRY(text_field(model, "package"));
    pack.model_version = TRY(text_field(model, "version"));
    pack.model_file = TRY(text_field(model, "file"));
    return Done{};
}

Result<Pack> read_fields(Json const& file) {
    TRY(whole_field(file, "version", 1, 1));
    Pack pack;
    pack.id = TRY(text_field(file, "id"));
    pack.title = TRY(text_at(file, "title"));
    pack.summary = TRY(text_at(file, "summary"));
    pack.note = TRY(optional_text_at(file, "note"));
    pack.publisher = TRY(text_field(file, "publisher"));
    pack.licence = TRY(text_field(file, "licence"));
    pack.source = TRY(text_field(file, "source"));
    TRY(read_model(*TRY(object_field(file, "model")), pack));
    pack.data_date = TRY(parse_iso_day(TRY(text_field(file, "data_date"))));
    pack.situation = TRY(read_answers(file, "situation"));
    pack.place = TRY(read_list<PlaceBinding>(file, "place", read_binding));
    pack.families = TRY(read_list<AidFamily>(file, "families", read_family));
    pack.aids = TRY(read_list<PackAid>(file, "aids", read_aid));
    pack.questions = TRY(read_list<FactQuestion>(file, "questions", read_question));
    pack.month_rule = TRY(optional_text_field(file, "month"));
    if (file.contains("order")) pack.order = TRY(read_name(file, "order", orders));
    pack.limits = TRY(read_list<PackLimit>(file, "limits", read_limit));
    pack.assumptions = TRY(read_list<BilingualText>(file, "assumptions", read_text));
    pack.revaluations = TRY(read_list<Revaluation>(file, "revaluations", read_revaluation));
    return pack;
}

} // namespace

Result<Pack> read_pack(std::string_view json) {
    auto const file = TRY(parse_json(json));
    TRY(only_fields(file, {"version",   "id",     "title",    "summary",     "publisher",
                           "licence",   "source", "model",    "data_date",   "note",
                           "situation", "place",  "families", "aids",        "questions",
                           "month",     "order",  "limits",   "assumptions", "revaluations"}));
    auto pack = read_fields(file);
    if (!pack.ok()) return wrong("pack: " + pack.error().message);
    return pack;
}

} // namespace prevenance
