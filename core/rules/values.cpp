// The part of Reader that reads values: a text, a number, or a map of mechanisms, of which those
// that accompany another one are taken off one by one, outermost first.
#include "core/rules/expression.h"
#include "core/rules/reader.h"

#include <algorithm>
#include <array>

namespace prevenance {

namespace {

/// Mechanisms that may accompany another one, outermost first, whatever the order on the page.
constexpr std::array<std::string_view, 14> chained_keys{
    "contexte",
    "variable manquante",
    "avec",
    "applicable si",
    "non applicable si",
    "arrondi",
    "unité",
    "simplifier l'unité",
    "plancher",
    "plafond",
    "par défaut",
    "dans la situation",
    "résoudre la référence circulaire",
    "abattement"};

constexpr int depth_max = 64;

} // namespace

bool is_chained_mechanism(std::string_view key) {
    return std::find(chained_keys.begin(), chained_keys.end(), key) != chained_keys.end();
}

RulesResult<NodeIndex> Reader::read_value(RuleId rule, Source const& source) {
    switch (source.kind) {
    case Source::Kind::null:
        return complain(rule, source, "a value is empty", "fill in what stands after the colon");
    case Source::Kind::boolean:
        return complain(rule, source, "true and false are not values here", "write oui or non");
    case Source::Kind::number:
        places_.mark(static_cast<NodeIndex>(program_->nodes.size()), source.position);
        return number(source.number);
    case Source::Kind::text: {
        places_.mark(static_cast<NodeIndex>(program_->nodes.size()), source.position);
        auto read = parse_expression(*program_, rule, source.text);
        if (read.ok()) return read;
        auto diagnostic = read.error();
        diagnostic.position = source.position;
        return diagnostic;
    }
    case Source::Kind::list:
        return complain(
            rule, source, "a list needs the name of a mechanism", "for instance 'somme'"
        );
    case Source::Kind::map:
        break;
    }
    if (depth_ >= depth_max) {
        auto diagnostic = complain(rule, source, "the formula nests too deep", "");
        diagnostic.code = RulesErrorCode::limit;
        diagnostic.remedy = "give parts of it their own rule";
        return diagnostic;
    }
    Fields fields;
    for (std::size_t i = 0; i < source.keys.size(); ++i)
        if (source.keys[i] != "une possibilité")
            fields.push_back({source.keys[i], &source.items[i]});
    ++depth_;
    auto read = read_fields(rule, std::move(fields));
    --depth_;
    if (read.ok()) places_.mark(read.value(), source.position);
    if (read.ok() || read.error().position.line != 0) return read;
    auto diagnostic = read.error();
    diagnostic.position = source.position;
    return diagnostic;
}

RulesResult<NodeIndex> Reader::read_given(RuleId rule, Given const& given) {
    if (auto const* node = std::get_if<NodeIndex>(&given)) return *node;
    return read_value(rule, **std::get_if<Source const*>(&given));
}

RulesResult<NodeIndex> Reader::read_fields(RuleId rule, Fields fields) {
    for (auto const key : chained_keys) {
        auto const found = std::find_if(fields.begin(), fields.end(), [key](Field const& field) {
            return field.key == key;
        });
        if (found == fields.end()) continue;
        Given const given = found->value;
        fields.erase(found);
        return read_chained(rule, key, given, std::move(fields));
    }
    if (fields.empty()) return constant({});
    if (fields.size() > 1) {
        std::string keys;
        for (auto const& field : fields)
            keys += (keys.empty() ? "'" : ", '") + std::string(field.key) + '\'';
        return complain(
            rule, "mechanisms that cannot stand side by side: " + keys, "indent one below the other"
        );
    }
    auto const* node = std::get_if<NodeIndex>(&fields[0].value);
    if (node != nullptr) return *node;
    return read_mechanism(rule, fields[0].key, **std::get_if<Source const*>(&fields[0].value));
}

RulesResult<NodeIndex>
Reader::read_chained(RuleId rule, std::string_view key, Given given, Fields rest) {
    auto const* const* source = std::get_if<Source const*>(&given);
    if (key == "contexte") return read_context(rule, **source, std::move(rest));
    if (key == "avec") TRY(read_children(rule, *source));
    NodeIndex const value = TRY(read_fields(rule, std::move(rest)));
    if (key == "avec") return value;
    if (key == "simplifier l'unité") return make(Op::simplify, value);
    if (key == "résoudre la référence circulaire") return make(Op::fixed_point, value, rule);
    if (key == "unité" || key == "variable manquante") {
        if ((*source)->kind != Source::Kind::text)
            return complain(
                rule, **source, "'" + std::string(key) + "' needs a text", "for instance €/mois"
            );
        auto const& text = (*source)->text;
        if (key == "variable manquante")
            return make(Op::note_missing, value, program_->intern(text));
        auto const unit = program_->units.parse(text);
        if (!unit.ok())
            return complain(rule, **source, unit.error().message, "write it without the blank");
        return make(Op::convert, value, unit.value());
    }
    NodeIndex const with = TRY(read_given(rule, given));
    return chain(rule, key, value, with);
}

/// The mechanisms that are only shorthand for others.
RulesResult<NodeIndex>
Reader::chain(RuleId rule, std::string_view key, NodeIndex value, NodeIndex with) {
    if (key == "applicable si" || key == "non applicable si") {
        auto const op = key == "applicable si" ? Op::not_equal : Op::equal;
        return make(Op::condition, make(op, with, boolean(false)), value, not_applicable());
    }
    if (key == "arrondi") return make(Op::round, value, with);
    if (key == "plancher" || key == "plafond") {
        auto const beyond = make(key == "plancher" ? Op::less : Op::greater, value, with);
        auto const is_set = make(Op::not_equal, with, boolean(false));
        return make(Op::condition, make(Op::both, is_set, beyond), with, value);
    }
    if (key == "par défaut") return make(Op::condition, make(Op::is_undefined, value), with, value);
    if (key == "dans la situation")
        return make(Op::condition, make(Op::is_undefined, with), value, with);
    return chain(rule, "plancher", make(Op::subtract, value, with), number(0)); // abattement
}

} // namespace prevenance
