#include "core/rules/expression.h"

#include "core/base/text.h"
#include "core/rules/names.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <optional>

namespace prevenance {

namespace {

struct Letter {
    char32_t code = 0;
    std::size_t size = 0; ///< Bytes; 0 at the end of the text.
};

constexpr char32_t no_letter = 0xFFFD;

/// Decodes one letter of UTF-8; what is none of the language's, or a stray byte, is `no_letter`.
Letter letter_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    auto const byte = [&](std::size_t i) {
        return char32_t{static_cast<unsigned char>(text[at + i])};
    };
    char32_t const lead = byte(0);
    std::size_t const size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xC0 || at + size > text.size()) return {no_letter, 1};
    if (size == 2) return {(lead & 0x1FU) << 6U | (byte(1) & 0x3FU), 2};
    if (size == 3) return {(lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU), 3};
    return {no_letter, 4};
}

bool is_digit(char32_t code) {
    return code >= '0' && code <= '9';
}

/// What may stand between words.
bool is_space(char32_t code) {
    return code == '\t' || code == ' ' || code == 0xA0 || code == 0x1680 ||
        (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
        code == 0x205F || code == 0x3000 || code == 0xFEFF;
}

bool is_blank(char32_t code) {
    return is_space(code) || (code >= '\n' && code <= '\r');
}

bool is_letter(char32_t code) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
        (code >= 0xC0 && code <= 0x17F) || code == '$';
}

bool is_symbol(char32_t code) {
    constexpr std::array<char32_t, 11> symbols{
        '\'', ',', 0xB0, 0x20AC, '$', '%', 0xB2, '_', '"', 0xAB, 0xBB};
    return std::find(symbols.begin(), symbols.end(), code) != symbols.end();
}

/// What a word may begin with after a blank.
bool is_word_letter(char32_t code) {
    return is_letter(code) || is_symbol(code) || is_digit(code);
}

bool is_inner_letter(char32_t code) {
    return is_word_letter(code) || code == '-' || code == '+';
}

bool is_unit_start(char32_t code) {
    return is_letter(code) || code == 0xB0 || code == '%' || code == 0x20AC ||
        (code >= 0xA2 && code <= 0xA5) || (code >= 0x20A0 && code <= 0x20CF);
}

/// Line ends with the blanks around them become one blank; the ends are trimmed.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        bool has_newline = false;
        for (auto next = letter_at(text, end); next.size != 0 && is_blank(next.code);
             next = letter_at(text, end)) {
            has_newline = has_newline || next.code == '\n';
            end += next.size;
        }
        if (end > at) {
            bool const at_an_end = line.empty() || end >= text.size();
            if (!at_an_end) line += has_newline ? std::string_view(" ") : text.substr(at, end - at);
            at = end;
            continue;
        }
        auto const size = letter_at(text, at).size;
        line += text.substr(at, size);
        at += size;
    }
    return line;
}

struct Operator {
    std::string_view sign;
    Op op;
};

constexpr std::array comparisons{
    Operator{">=", Op::greater_equal},
    Operator{"<=", Op::less_equal},
    Operator{"!=", Op::not_equal},
    Operator{">", Op::greater},
    Operator{"<", Op::less},
    Operator{"=", Op::equal}};
constexpr std::array additions{Operator{"-", Op::subtract}, Operator{"+", Op::add}};
constexpr std::array products{
    Operator{"//", Op::floor_divide}, Operator{"*", Op::multiply}, Operator{"/", Op::divide}};
constexpr std::array powers{Operator{"**", Op::power}};

class Parser {
public:
    Parser(Program& program, RuleId rule, std::string_view text)
        : program_(&program)
        , rule_(rule)
        , text_(on_one_line(text)) {}

    RulesResult<NodeIndex> parse() {
        NodeIndex const tree = TRY(comparison());
        if (at_ < text_.size())
            return unexpected("an operator with a blank on each side, or the end");
        return tree;
    }

private:
    static constexpr int depth_max = 100;

    Letter peek() const { return letter_at(text_, at_); }

    void skip_spaces() {
        for (auto next = peek(); next.size != 0 && is_space(next.code); next = peek())
            at_ += next.size;
    }

    Diagnostic unexpected(std::string_view expected) const {
        Diagnostic diagnostic;
        diagnostic.code = RulesErrorCode::syntax;
        diagnostic.rule = written_name(program_->name_of(rule_));
        diagnostic.position.line = 1;
        diagnostic.position.column = static_cast<std::uint32_t>(at_ + 1);
        diagnostic.message = "in the expression '" + text_ + "', at letter " +
            std::to_string(at_ + 1) + ": expected " + std::string(expected);
        diagnostic.remedy = at_ < text_.size() ? "found '" + std::string(next_letters()) + "' there"
                                               : "the expression ends too early";
        diagnostic.position = {};
        return diagnostic;
    }

    /// The first few letters of what is left, none of them cut.
    std::string_view next_letters() const {
        auto end = at_;
        while (end < text_.size() && end - at_ < 12)
            end += letter_at(text_, end).size;
        return std::string_view(text_).substr(at_, end - at_);
    }

    NodeIndex binary(Op op, NodeIndex left, NodeIndex right) {
        ProgramNode node;
        node.op = op;
        node.a = left;
        node.b = right;
        return program_->add_node(node);
    }

    /// Consumes an operator of the list that has blanks on both sides.
    template <std::size_t size>
    std::optional<Op> next_operator(std::array<Operator, size> const& operators) {
        auto const start = at_;
        skip_spaces();
        if (at_ > start) {
            for (auto const& [sign, op] : operators) {
                if (std::string_view(text_).substr(at_, sign.size()) != sign) continue;
                if (!is_space(letter_at(text_, at_ + sign.size()).code)) continue;
                at_ += sign.size();
                skip_spaces();
                return op;
            }
        }
        at_ = start;
        return std::nullopt;
    }

    RulesResult<NodeIndex> comparison() {
        NodeIndex left = TRY(addition());
        while (auto const op = next_operator(comparisons)) {
            NodeIndex const right = TRY(addition());
            left = binary(*op, left, right);
        }
        return left;
    }

    RulesResult<NodeIndex> addition() {
        NodeIndex left = TRY(product());
        while (auto const op = next_operator(additions)) {
            NodeIndex const right = TRY(product());
            left = binary(*op, left, right);
        }
        return left;
    }

    RulesResult<NodeIndex> product() {
        NodeIndex left = TRY(power());
        while (auto const op = next_operator(products)) {
            NodeIndex const right = TRY(power());
            left = binary(*op, left, right);
        }
        return left;
    }

    RulesResult<NodeIndex> power() {
        NodeIndex const left = TRY(primary());
        auto const op = next_operator(powers);
        if (!op) return left;
        if (++depth_ > depth_max) return too_deep();
        NodeIndex const right = TRY(power());
        --depth_;
        return binary(*op, left, right);
    }

    Diagnostic too_deep() const {
        Diagnostic diagnostic = unexpected("a simpler expression");
        diagnostic.code = RulesErrorCode::limit;
        diagnostic.remedy = "give parts of it their own rule";
        return diagnostic;
    }

    RulesResult<NodeIndex> primary() {
        if (++depth_ > depth_max) return too_deep();
        auto result = primary_within_depth();
        --depth_;
        return result;
    }

    RulesResult<NodeIndex> primary_within_depth() {
        auto const next = peek();
        if (next.code == '(') return parenthesis();
        if (next.code == '-') return negation();
        if (auto date = next_date()) return std::move(*date);
        if (is_digit(next.code)) return number();
        if (next.code == '\'' || next.code == '"') return quoted();
        if (is_letter(next.code) || next.code == '^') return name();
        return unexpected("a number, a text, a rule or '('");
    }

    RulesResult<NodeIndex> parenthesis() {
        ++at_;
        skip_spaces();
        NodeIndex const inner = TRY(comparison());
        skip_spaces();
        if (peek().code != ')') return unexpected("')'");
        ++at_;
        return inner;
    }

    /// `-x` is `0 - x`: it binds tighter than every binary operator.
    RulesResult<NodeIndex> negation() {
        ++at_;
        skip_spaces();
        NodeIndex const inner = TRY(primary());
        Constant zero;
        zero.kind = Constant::Kind::number;
        return binary(Op::subtract, program_->add_constant(zero), inner);
    }

    /// Digits from `at`, at most `digits_max` of them.
    std::size_t digits_at(std::size_t at, std::size_t digits_max) const {
        std::size_t count = 0;
        while (count < digits_max && at + count < text_.size() &&
               is_digit(static_cast<unsigned char>(text_[at + count])))
            ++count;
        return count;
    }

    /// Length of `D/M/YYYY` or `M/YYYY` here, or 0.
    std::size_t date_length() const {
        auto const first = digits_at(at_, 3);
        if (first == 0 || first > 2 || at_ + first >= text_.size() || text_[at_ + first] != '/')
            return 0;
        auto const second_at = at_ + first + 1;
        auto const value = [&](std::size_t at, std::size_t size) {
            return parse_whole_number(std::string_view(text_).substr(at, size)).value_or(0);
        };
        auto const is_month = [&](std::size_t at, std::size_t size) {
            return size >= 1 && size <= 2 && value(at, size) >= 1 && value(at, size) <= 12;
        };
        auto const second = digits_at(second_at, 3);
        bool const has_day = is_month(second_at, second) && value(at_, first) >= 1 &&
            value(at_, first) <= 31 && second_at + second < text_.size() &&
            text_[second_at + second] == '/' && digits_at(second_at + second + 1, 4) == 4;
        if (has_day) return first + 1 + second + 1 + 4;
        return is_month(at_, first) && digits_at(second_at, 4) == 4 ? first + 1 + 4 : 0;
    }

    std::optional<RulesResult<NodeIndex>> next_date() {
        auto const length = date_length();
        if (length == 0) return std::nullopt;
        auto const date = normalise_date(std::string_view(text_).substr(at_, length));
        if (date.empty()) return unexpected("a day of the calendar");
        at_ += length;
        Constant constant;
        constant.kind = Constant::Kind::text;
        constant.text = program_->intern(date);
        NodeIndex const node = program_->add_constant(constant);
        program_->nodes[node].type = Type::date;
        return RulesResult<NodeIndex>(node);
    }

    RulesResult<NodeIndex> number() {
        auto const start = at_;
        at_ += digits_at(at_, text_.size());
        if (at_ + 1 < text_.size() && text_[at_] == '.' && digits_at(at_ + 1, 1) == 1) {
            ++at_;
            at_ += digits_at(at_, text_.size());
        }
        Constant constant;
        constant.kind = Constant::Kind::number;
        constant.number = std::strtod(text_.substr(start, at_ - start).c_str(), nullptr);
        if (auto const length = unit_length(); length > 0) {
            auto const unit = program_->units.parse(trim_blanks(text_.substr(at_, length)));
            if (!unit.ok()) return unexpected("a unit: " + unit.error().message);
            constant.unit = unit.value();
            at_ += length;
        }
        return program_->add_constant(constant);
    }

    static std::string_view trim_blanks(std::string_view text) {
        std::size_t start = 0;
        while (start < text.size() && is_blank(letter_at(text, start).code))
            start += letter_at(text, start).size;
        return text.substr(start);
    }

    /// Length of a phrase at `at`: words of inner letters, one blank apart.
    std::size_t phrase_length(std::size_t at) const {
        auto const start = at;
        auto next = letter_at(text_, at);
        for (;;) {
            for (at += next.size, next = letter_at(text_, at); is_inner_letter(next.code);
                 next = letter_at(text_, at))
                at += next.size;
            if (!is_space(next.code)) return at - start;
            auto const word = letter_at(text_, at + next.size);
            if (!is_word_letter(word.code)) return at - start;
            at += next.size;
            next = word;
        }
    }

    /// Blanks, an optional slash, an identifier, then `.` or `/` and identifiers.
    std::size_t unit_length() const {
        auto at = skip_spaces_from(at_);
        if (at < text_.size() && text_[at] == '/') ++at;
        if (!is_unit_start(letter_at(text_, at).code)) return 0;
        at += phrase_length(at);
        for (;;) {
            auto const sign = skip_spaces_from(at);
            bool const joined = sign < text_.size() && (text_[sign] == '.' || text_[sign] == '/');
            if (!joined || !is_unit_start(letter_at(text_, sign + 1).code)) return at - at_;
            at = sign + 1 + phrase_length(sign + 1);
        }
    }

    std::size_t skip_spaces_from(std::size_t at) const {
        for (auto next = letter_at(text_, at); next.size != 0 && is_space(next.code);
             next = letter_at(text_, at))
            at += next.size;
        return at;
    }

    /// To the *last* quote of the line, so that `'CA L'Agglo'` is one text.
    RulesResult<NodeIndex> quoted() {
        auto const end = text_.rfind(text_[at_]);
        if (end == at_) return unexpected("a closing quote");
        Constant constant;
        constant.kind = Constant::Kind::text;
        constant.text = program_->intern(std::string_view(text_).substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return program_->add_constant(constant);
    }

    RulesResult<NodeIndex> name() {
        auto const start = at_;
        at_ += peek().code == '^' ? 1 : phrase_length(at_);
        while (std::string_view(text_).substr(at_, 3) == " . " &&
               is_letter(letter_at(text_, at_ + 3).code))
            at_ += 3 + phrase_length(at_ + 3);
        auto const word = std::string_view(text_).substr(start, at_ - start);
        if (word == "oui" || word == "non") {
            Constant constant;
            constant.kind = Constant::Kind::boolean;
            constant.boolean = word == "oui";
            return program_->add_constant(constant);
        }
        ProgramNode node;
        node.op = Op::reference;
        node.b = program_->intern(word);
        node.c = rule_;
        return program_->add_node(node);
    }

    Program* program_;
    RuleId rule_;
    std::string text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

} // namespace

RulesResult<NodeIndex> parse_expression(Program& program, RuleId rule, std::string_view text) {
    return Parser(program, rule, text).parse();
}

std::string normalise_date(std::string_view text) {
    std::array<std::int64_t, 3> parts{1, 0, 0};
    auto const slash = text.find('/');
    auto const last = text.rfind('/');
    if (slash == std::string_view::npos) return {};
    bool const has_day = slash != last;
    if (has_day) parts[0] = parse_whole_number(text.substr(0, slash)).value_or(0);
    auto const month = has_day ? text.substr(slash + 1, last - slash - 1) : text.substr(0, slash);
    parts[1] = parse_whole_number(month).value_or(0);
    parts[2] = parse_whole_number(text.substr(last + 1)).value_or(-1);
    std::chrono::year_month_day const date{
        std::chrono::year{static_cast<int>(parts[2])},
        std::chrono::month{static_cast<unsigned>(parts[1])},
        std::chrono::day{static_cast<unsigned>(parts[0])}};
    if (!date.ok() || parts[2] < 0 || parts[2] > 9999) return {};
    auto const padded = [](std::int64_t number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return padded(parts[0]) + '/' + padded(parts[1]) + '/' + padded(parts[2]);
}

} // namespace prevenance
