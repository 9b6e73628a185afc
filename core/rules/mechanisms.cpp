// The part of Reader that reads one mechanism: what stands below its key.
#include "core/rules/expression.h"
#include "core/rules/names.h"
#include "core/rules/reader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace prevenance {

namespace {

constexpr std::array<std::pair<std::string_view, Op>, 14> operators{{
    {"*", Op::multiply},
    {"/", Op::divide},
    {"//", Op::floor_divide},
    {"**", Op::power},
    {"+", Op::add},
    {"-", Op::subtract},
    {"<", Op::less},
    {"<=", Op::less_equal},
    {">", Op::greater},
    {">=", Op::greater_equal},
    {"=", Op::equal},
    {"!=", Op::not_equal},
    {"et", Op::both},
    {"ou", Op::either},
}};

constexpr std::array<std::string_view, 8> fold_keys{
    "somme",
    "produit",
    "multiplication",
    "moyenne",
    "toutes ces conditions",
    "une de ces conditions",
    "le maximum de",
    "le minimum de"};

constexpr std::array<std::string_view, 4> question_keys{
    "est non défini", "est non applicable", "est défini", "est applicable"};

/// Mechanisms that are neither operators, nor folds, nor questions.
constexpr std::array<std::string_view, 12> other_keys{
    "valeur",
    "variable",
    "constant",
    "texte",
    "condition",
    "variations",
    "barème",
    "grille",
    "taux progressif",
    "durée",
    "logarithme",
    "inversion numérique"};

constexpr std::array<std::pair<std::string_view, DurationUnit>, 6> duration_units{{
    {"jour", DurationUnit::day},
    {"mois", DurationUnit::month},
    {"trimestre", DurationUnit::quarter},
    {"an", DurationUnit::year},
    {"trimestre civil", DurationUnit::civil_quarter},
    {"année civile", DurationUnit::civil_year},
}};

template <std::size_t size>
bool is_one_of(std::array<std::string_view, size> const& keys, std::string_view key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// Written but empty, or a bare 0: the reference engine takes it for not written.
bool is_left_out(Source const& source) {
    switch (source.kind) {
    case Source::Kind::null:
        return true;
    case Source::Kind::boolean:
        return !source.boolean;
    case Source::Kind::number:
        return source.number == 0;
    case Source::Kind::text:
        return source.text.empty();
    case Source::Kind::list:
    case Source::Kind::map:
        break;
    }
    return false;
}

/// Whether the node is worth *oui*, *non* or *non défini* whatever rules and answers are worth.
bool is_oui_or_non(Op op) {
    return op == Op::equal || op == Op::not_equal || op == Op::is_undefined;
}

std::optional<Op> find_operator(std::string_view key) {
    for (auto const& [sign, op] : operators)
        if (sign == key) return op;
    return std::nullopt;
}

} // namespace

bool is_mechanism(std::string_view key) {
    return is_chained_mechanism(key) || is_one_of(fold_keys, key) ||
        is_one_of(question_keys, key) || is_one_of(other_keys, key) ||
        find_operator(key).has_value();
}

RulesResult<NodeIndex> Reader::read_part(RuleId rule, Source const& value, std::string_view key) {
    auto const* part = value.find(key);
    if (part == nullptr)
        return complain(rule, value, "'" + std::string(key) + "' is missing", "add it");
    return read_value(rule, *part);
}

RulesResult<NodeIndex>
Reader::read_mechanism(RuleId rule, std::string_view key, Source const& value) {
    if (auto const op = find_operator(key)) {
        if (value.kind != Source::Kind::list || value.items.size() != 2)
            return complain(
                rule, value, "'" + std::string(key) + "' needs two values", "write a list of two"
            );
        NodeIndex const left = TRY(read_value(rule, value.items[0]));
        NodeIndex const right = TRY(read_value(rule, value.items[1]));
        return make(*op, left, right);
    }
    if (is_one_of(fold_keys, key)) return read_fold(rule, key, value);
    if (is_one_of(question_keys, key)) return read_question(rule, key, value);
    if (key == "valeur") return read_value(rule, value);
    if (key == "condition") return read_condition(rule, value);
    if (key == "variations") return read_variations(rule, value);
    if (key == "barème") return read_brackets(rule, Op::scale, value);
    if (key == "grille") return read_brackets(rule, Op::grid, value);
    if (key == "taux progressif") return read_brackets(rule, Op::progressive_rate, value);
    if (key == "durée") return read_duration(rule, value);
    if (key == "texte" && value.kind == Source::Kind::text) return read_text(rule, value.text);
    if (key == "variable" && value.kind == Source::Kind::text)
        return make(Op::reference, none, program_->intern(value.text), rule);
    if (key == "logarithme") return make(Op::logarithm, TRY(read_value(rule, value)));
    if (key == "inversion numérique") return read_inversion(rule, value);
    if (key == "constant") return read_constant(rule, value);
    auto diagnostic = complain(rule, value, "no mechanism is named '" + std::string(key) + "'", "");
    diagnostic.remedy = "check its spelling";
    return diagnostic;
}

/// Whether a value is defined, or applies. The positive questions are the others denied.
RulesResult<NodeIndex>
Reader::read_question(RuleId rule, std::string_view key, Source const& value) {
    bool const about_definition = key.ends_with("défini");
    NodeIndex const asked = TRY(read_value(rule, value));
    NodeIndex const is_not =
        make(about_definition ? Op::is_undefined : Op::is_not_applicable, asked);
    return key.starts_with("est non") ? is_not : make(Op::equal, is_not, boolean(false));
}

RulesResult<NodeIndex> Reader::read_fold(RuleId rule, std::string_view key, Source const& list) {
    if (list.kind != Source::Kind::list)
        return complain(
            rule, list, "'" + std::string(key) + "' needs a list", "write each value behind a dash"
        );
    std::vector<NodeIndex> values;
    for (auto const& item : list.items)
        values.push_back(TRY(read_value(rule, item)));

    if (key == "le maximum de") return extreme(rule, Op::greater, values, values.size());
    if (key == "le minimum de") return extreme(rule, Op::less, values, values.size());
    bool const all = key == "toutes ces conditions";
    if (all || key == "une de ces conditions") {
        // *oui et a et b*; the first is left out where that changes nothing.
        bool const begins = !values.empty() && is_oui_or_non(program_->nodes[values[0]].op);
        NodeIndex folded = begins ? values[0] : boolean(all);
        for (std::size_t i = begins ? 1 : 0; i < values.size(); ++i)
            folded = make(all ? Op::both : Op::either, folded, values[i]);
        return folded;
    }
    if (key == "produit" || key == "multiplication") {
        NodeIndex product = number(1);
        for (NodeIndex const value : values)
            product = make(Op::multiply, value, product);
        return make(Op::simplify, product);
    }
    // From the right: a + (b + (c + not applicable)).
    NodeIndex sum = not_applicable();
    std::reverse(values.begin(), values.end());
    for (NodeIndex const value : values)
        sum = make(Op::add, value, sum);
    std::reverse(values.begin(), values.end());
    if (key == "somme") return sum;

    NodeIndex count = not_applicable();
    for (NodeIndex const value : values) {
        NodeIndex const applies =
            make(Op::equal, make(Op::is_not_applicable, value), boolean(false));
        NodeIndex const one = TRY(chain(rule, "applicable si", number(1), applies));
        count = make(Op::add, one, count);
    }
    return make(Op::divide, sum, count);
}

RulesResult<RuleId> Reader::declare_internal(RuleId parent, std::string_view name) {
    RuleId const rule = TRY(declare(program_->name_of(parent), name, true));
    drafts_.push_back({rule, {}, {}});
    add_parents(rule);
    return rule;
}

NodeIndex Reader::internal_reference(RuleId context, std::string_view name) {
    return make(Op::reference, none, program_->intern(name), context);
}

/// The best of the first `count` values, as hidden rules: the last against the best before it.
RulesResult<NodeIndex>
Reader::extreme(RuleId rule, Op better, std::vector<NodeIndex> const& values, std::size_t count) {
    if (count == 0) return not_applicable();
    constexpr std::string_view value_name = "$INTERNAL valeur";
    constexpr std::string_view best_name = "$INTERNAL acc";
    RuleId const value = TRY(declare_internal(rule, value_name));
    program_->rules[value].value = values[count - 1];
    RuleId const best = TRY(declare_internal(rule, best_name));
    NodeIndex const best_before = TRY(extreme(best, better, values, count - 1));
    program_->rules[best].value = best_before;

    auto const ask = [&](std::string_view name) {
        return internal_reference(rule, name);
    };
    NodeIndex const wins = make(
        Op::either,
        make(Op::is_not_applicable, ask(best_name)),
        make(better, ask(value_name), ask(best_name))
    );
    NodeIndex const winner = make(Op::condition, wins, ask(value_name), ask(best_name));
    NodeIndex const is_missing = make(Op::is_not_applicable, ask(value_name));
    return make(Op::condition, is_missing, ask(best_name), winner);
}

/// What a parser wrote out: `{type: number, nodeValue: 35, rawUnit: €/mois}`.
RulesResult<NodeIndex> Reader::read_constant(RuleId rule, Source const& source) {
    auto const* value = source.find("nodeValue");
    Constant constant;
    if (value != nullptr) {
        switch (value->kind) {
        case Source::Kind::null:
            constant.kind = Constant::Kind::not_applicable;
            break;
        case Source::Kind::boolean:
            constant.kind = Constant::Kind::boolean;
            constant.boolean = value->boolean;
            break;
        case Source::Kind::number:
            constant.kind = Constant::Kind::number;
            constant.number = value->number;
            break;
        case Source::Kind::text:
            constant.kind = Constant::Kind::text;
            constant.text = program_->intern(value->text);
            break;
        case Source::Kind::list:
        case Source::Kind::map:
            return complain(rule, *value, "'nodeValue' is one value", "write a text or a number");
        }
    }
    auto const* unit = source.find("rawUnit");
    if (unit != nullptr && unit->kind == Source::Kind::text) {
        auto const parsed = program_->units.parse(unit->text);
        if (!parsed.ok())
            return complain(rule, *unit, parsed.error().message, "write it without the blank");
        constant.unit = parsed.value();
    }
    NodeIndex const node = program_->add_constant(constant);
    bool const known = constant.kind != Constant::Kind::undefined &&
        constant.kind != Constant::Kind::not_applicable;
    program_->nodes[node].nullable = known ? Nullable::no : Nullable::yes;
    auto const* type = source.find("type");
    bool const is_date =
        type != nullptr && type->kind == Source::Kind::text && type->text == "date";
    if (is_date) program_->nodes[node].type = Type::date;
    return node;
}

RulesResult<NodeIndex> Reader::read_condition(RuleId rule, Source const& value) {
    NodeIndex const test = TRY(read_part(rule, value, "si"));
    NodeIndex const then = TRY(read_part(rule, value, "alors"));
    NodeIndex const otherwise = TRY(read_part(rule, value, "sinon"));
    return make(Op::condition, test, then, otherwise);
}

RulesResult<NodeIndex> Reader::read_variations(RuleId rule, Source const& value) {
    if (value.kind != Source::Kind::list)
        return complain(
            rule,
            value,
            "'variations' needs a list of si/alors and sinon",
            "write each behind a dash"
        );
    std::vector<std::uint32_t> branches;
    for (auto const& branch : value.items) {
        bool const last = branch.find("sinon") != nullptr;
        NodeIndex const outcome = TRY(read_part(rule, branch, last ? "sinon" : "alors"));
        NodeIndex const test = last ? boolean(true) : TRY(read_part(rule, branch, "si"));
        branches.push_back(test);
        branches.push_back(outcome);
    }
    auto const list = static_cast<std::uint32_t>(program_->operands.size());
    program_->operands.insert(program_->operands.end(), branches.begin(), branches.end());
    return make(Op::variations, list, static_cast<std::uint32_t>(branches.size() / 2));
}

RulesResult<NodeIndex> Reader::read_brackets(RuleId rule, Op op, Source const& value) {
    NodeIndex const base = TRY(read_part(rule, value, "assiette"));
    auto const* factor = value.find("multiplicateur");
    bool const has_factor = factor != nullptr && !is_left_out(*factor);
    NodeIndex const multiplier = has_factor ? TRY(read_value(rule, *factor)) : number(1);
    auto const* brackets = value.find("tranches");
    if (brackets == nullptr || brackets->kind != Source::Kind::list || brackets->items.empty())
        return complain(rule, value, "'tranches' needs a list", "add at least one bracket");

    std::string_view const amount_key = op == Op::grid ? "montant" : "taux";
    std::vector<std::uint32_t> list{static_cast<std::uint32_t>(brackets->items.size())};
    for (auto const& bracket : brackets->items) {
        NodeIndex const amount = TRY(read_part(rule, bracket, amount_key));
        auto const* ceiling = bracket.find("plafond");
        NodeIndex const bound = ceiling != nullptr
            ? TRY(read_value(rule, *ceiling))
            : number(std::numeric_limits<double>::infinity());
        list.push_back(bound);
        list.push_back(amount);
    }
    auto const start = static_cast<std::uint32_t>(program_->operands.size());
    program_->operands.insert(program_->operands.end(), list.begin(), list.end());
    return make(op, base, multiplier, start);
}

RulesResult<NodeIndex> Reader::read_duration(RuleId rule, Source const& value) {
    auto const bound = [&](std::string_view key) -> RulesResult<NodeIndex> {
        auto const* written = value.find(key);
        if (written != nullptr && written->kind != Source::Kind::null)
            return read_value(rule, *written);
        return make(Op::today, none);
    };
    NodeIndex const from = TRY(bound("depuis"));
    NodeIndex const until = TRY(bound("jusqu'à"));
    auto const* written = value.find("unité");
    std::string_view const unit = written != nullptr ? std::string_view(written->text) : "jour";
    for (auto const& [name, duration_unit] : duration_units)
        if (name == unit)
            return make(Op::duration, from, until, static_cast<std::uint32_t>(duration_unit));
    return complain(
        rule,
        value,
        "a duration is not counted in '" + std::string(unit) + "'",
        "use jour, mois, trimestre, an, trimestre civil or année civile"
    );
}

RulesResult<NodeIndex> Reader::read_text(RuleId rule, std::string_view value) {
    std::vector<std::uint32_t> pieces;
    auto const add_literal = [&](std::string_view literal) {
        Constant made;
        made.kind = Constant::Kind::text;
        made.text = program_->intern(literal);
        pieces.push_back(1);
        pieces.push_back(constant(made));
    };
    while (!value.empty()) {
        auto const open = value.find("{{");
        auto const close = open == std::string_view::npos ? open : value.find("}}", open + 2);
        if (close == std::string_view::npos) break;
        add_literal(value.substr(0, open));
        NodeIndex const piece =
            TRY(parse_expression(*program_, rule, value.substr(open + 2, close - open - 2)));
        pieces.push_back(0);
        pieces.push_back(piece);
        value.remove_prefix(close + 2);
    }
    add_literal(value);
    auto const list = static_cast<std::uint32_t>(program_->operands.size());
    program_->operands.insert(program_->operands.end(), pieces.begin(), pieces.end());
    return make(Op::text, list, static_cast<std::uint32_t>(pieces.size() / 2));
}

} // namespace prevenance
