#include "core/rules/bytes.h"
#include "core/rules/image.h"
#include "core/rules/image_format.h"

#include <array>
#include <tuple>
#include <utility>
#include <vector>

namespace prevenance {

namespace {

constexpr unsigned last_op = static_cast<unsigned>(Op::fixed_point);
constexpr unsigned last_packed = packed(Nullable::unknown, Type::date);
constexpr unsigned last_kind = static_cast<unsigned>(Constant::Kind::text);
constexpr std::uint32_t last_duration = static_cast<std::uint32_t>(DurationUnit::civil_year);

/// Nothing is reserved that the bytes left could not fill.
class ImageReader {
public:
    explicit ImageReader(std::string_view bytes)
        : in_(bytes) {}

    Result<Program> read() {
        read_options();
        read_texts();
        read_units();
        read_rules();
        read_nodes();
        read_constants();
        read_operands();
        read_possibilities();
        read_metadata();
        read_replacements();
        read_questions();
        if (!in_.ok() || !in_.at_end() || !valid_ || !all_in_range())
            return Error{ErrorCode::bad_input, "the image of the rules is damaged; build it again"};
        return std::move(program_);
    }

private:
    std::uint32_t index() {
        auto const value = in_.small();
        return value == 0 ? none : value - 1;
    }

    TextId text() {
        auto const id = index();
        if (id != none && id >= texts_.size()) valid_ = false;
        return valid_ && id != none ? texts_[id] : none;
    }

    UnitId unit() {
        auto const id = in_.small();
        if (id < units_of_every_table) return id;
        if (id - units_of_every_table >= units_.size()) valid_ = false;
        return valid_ ? units_[id - units_of_every_table] : unit_absent;
    }

    std::pair<Nullable, Type> inferred() {
        auto const value = in_.small();
        if (value > last_packed) valid_ = false;
        return {static_cast<Nullable>(value % 3), static_cast<Type>(valid_ ? value / 3 : 0)};
    }

    void read_options() {
        auto const flags = in_.number();
        auto& options = program_.options;
        options.filter_possibilities = (flags & 1) != 0;
        options.parents_disable = (flags & 2) != 0;
        options.parents_required = (flags & 4) != 0;
        options.check_possibilities = (flags & 8) != 0;
        options.cycles_fail = (flags & 16) != 0;
        auto const iterations = in_.number();
        valid_ = valid_ && iterations <= 1'000;
        options.inversion_iterations = static_cast<int>(iterations);
    }

    void read_texts() {
        auto left = in_.count();
        std::vector<std::string_view> texts;
        texts.reserve(left);
        for (; left > 0 && in_.ok(); --left)
            texts.push_back(in_.text());
        texts_ = program_.intern_all(texts);
    }

    std::vector<std::string> factors() {
        std::vector<std::string> read;
        for (auto left = in_.count(); left > 0 && in_.ok(); --left)
            read.emplace_back(in_.text());
        return read;
    }

    void read_units() {
        for (auto left = in_.count(); left > 0 && in_.ok(); --left) {
            Unit unit;
            unit.numerators = factors();
            unit.denominators = factors();
            units_.push_back(program_.units.intern(std::move(unit)));
        }
    }

    void read_rules() {
        auto left = in_.count();
        program_.reserve_rules(left);
        for (; left > 0 && in_.ok() && valid_; --left) {
            Rule rule;
            rule.name = text();
            rule.value = index();
            rule.situation = index();
            rule.parent = index();
            rule.possibilities = index();
            rule.metadata = index();
            std::tie(rule.nullable, rule.type) = inferred();
            rule.declared_type = inferred().second;
            auto const flags = in_.number();
            rule.is_private = (flags & 1) != 0;
            rule.is_public = (flags & 2) != 0;
            rule.is_situation = (flags & 4) != 0;
            valid_ = valid_ && rule.name != none;
            if (valid_) program_.add_rule(rule);
        }
    }

    void read_nodes() {
        auto const size = in_.count();
        auto& nodes = program_.nodes;
        nodes.resize(size);
        for (auto& node : nodes) {
            auto const op = in_.number();
            valid_ = valid_ && op <= last_op;
            if (valid_) node.op = static_cast<Op>(op);
        }
        for (auto& node : nodes)
            std::tie(node.nullable, node.type) = inferred();
        for (std::size_t i = 0; i < size; ++i)
            nodes[i].a = field(i, node_fields(nodes[i].op).a);
        for (std::size_t i = 0; i < size; ++i)
            nodes[i].b = field(i, node_fields(nodes[i].op).b);
        for (std::size_t i = 0; i < size; ++i)
            nodes[i].c = field(i, node_fields(nodes[i].op).c);
    }

    std::uint32_t field(std::size_t here, NodeField field) {
        switch (field) {
        case NodeField::unused:
            return none;
        case NodeField::node: {
            auto const back = in_.difference();
            auto const node = difference(static_cast<std::int64_t>(here), back);
            bool const possible = node >= 0 && node < std::int64_t{none};
            valid_ = valid_ && possible;
            return back == 0 || !possible ? none : static_cast<NodeIndex>(node);
        }
        case NodeField::text:
            return text();
        case NodeField::unit:
            return unit();
        case NodeField::rule:
        case NodeField::constant:
        case NodeField::list: {
            auto& last = last_[static_cast<std::size_t>(field)];
            last = sum(last, in_.difference());
            valid_ = valid_ && last >= 0 && last < std::int64_t{none};
            return static_cast<std::uint32_t>(last);
        }
        case NodeField::plain:
            return index();
        }
        return none;
    }

    /// Differences of hostile files may overflow: unsigned arithmetic wraps, and is checked.
    static std::int64_t sum(std::int64_t left, std::int64_t right) {
        return static_cast<std::int64_t>(
            static_cast<std::uint64_t>(left) + static_cast<std::uint64_t>(right)
        );
    }

    static std::int64_t difference(std::int64_t left, std::int64_t right) {
        return static_cast<std::int64_t>(
            static_cast<std::uint64_t>(left) - static_cast<std::uint64_t>(right)
        );
    }

    void read_constants() {
        auto left = in_.count();
        program_.constants.reserve(left);
        for (; left > 0 && in_.ok() && valid_; --left) {
            Constant constant;
            auto const kind = in_.number();
            valid_ = valid_ && kind / 2 <= last_kind;
            if (!valid_) return;
            constant.kind = static_cast<Constant::Kind>(kind / 2);
            constant.boolean = kind % 2 != 0;
            constant.unit = unit();
            if (constant.kind == Constant::Kind::number) constant.number = number();
            if (constant.kind == Constant::Kind::text) {
                constant.text = text();
                valid_ = valid_ && constant.text != none;
            }
            program_.constants.push_back(constant);
        }
    }

    double number() {
        auto const twice = in_.number();
        auto const whole = twice / 2;
        return twice == 1 ? in_.real() : static_cast<double>(whole);
    }

    void read_operands() {
        std::int64_t before = 0;
        auto left = in_.count();
        program_.operands.reserve(left);
        for (; left > 0 && in_.ok() && valid_; --left) {
            before = sum(before, in_.difference());
            valid_ = valid_ && before >= 0 && before <= std::int64_t{none};
            bool const leads = valid_ && before != 0;
            program_.operands.push_back(leads ? static_cast<std::uint32_t>(before - 1) : none);
        }
    }

    void read_possibilities() {
        for (auto left = in_.count(); left > 0 && in_.ok() && valid_; --left) {
            Possibilities list;
            auto const kind = in_.number();
            valid_ = valid_ && kind <= static_cast<unsigned>(PossibilityKind::reference);
            if (!valid_) return;
            list.kind = static_cast<PossibilityKind>(kind);
            list.unit = unit();
            for (auto items = in_.count(); items > 0 && in_.ok() && valid_; --items) {
                Possibility item;
                item.value = text();
                item.number = in_.real();
                item.unit = unit();
                item.not_applicable = index();
                list.items.push_back(item);
            }
            program_.possibilities.push_back(std::move(list));
        }
    }

    void read_metadata() {
        std::vector<Metadatum> items;
        auto left = in_.count();
        program_.metadata.reserve(left);
        for (; left > 0 && in_.ok() && valid_; --left) {
            Metadata const metadata{static_cast<std::uint32_t>(items.size()), in_.small()};
            for (auto own = metadata.count; own > 0 && in_.ok() && valid_; --own) {
                Metadatum item;
                item.key = text();
                item.text = text();
                valid_ = valid_ && item.key != none && item.text != none;
                items.push_back(item);
            }
            program_.metadata.push_back(metadata);
        }
        program_.metadata_items = items; // A copy takes no more room than it needs.
    }

    RuleId rule() {
        auto const id = index();
        valid_ = valid_ && id < program_.rules.size();
        return id;
    }

    NodeIndex node() {
        auto const id = index();
        valid_ = valid_ && id < program_.nodes.size();
        return id;
    }

    std::vector<RuleId> rules() {
        std::vector<RuleId> read;
        for (auto left = in_.count(); left > 0 && in_.ok(); --left)
            read.push_back(rule());
        return read;
    }

    void read_replacements() {
        for (auto left = in_.count(); left > 0 && in_.ok() && valid_; --left) {
            auto& known = program_.replacements[rule()];
            for (auto items = in_.count(); items > 0 && in_.ok() && valid_; --items) {
                Replacement replacement;
                replacement.definition = node();
                replacement.only_in = rules();
                replacement.not_in = rules();
                replacement.priority = in_.real();
                replacement.order = in_.small();
                replacement.makes_not_applicable = in_.number() != 0;
                valid_ = valid_ && replacement.definition < program_.nodes.size() &&
                    program_.nodes[replacement.definition].op == Op::reference;
                known.push_back(std::move(replacement));
            }
        }
        program_.replacement_count = in_.small();
        for (auto left = in_.count(); left > 0 && in_.ok() && valid_; --left) {
            std::vector<std::uint32_t> orders;
            for (auto items = in_.count(); items > 0 && in_.ok(); --items)
                orders.push_back(in_.small());
            auto const choice = node();
            program_.replaced_references.emplace(std::move(orders), choice);
        }
    }

    void read_questions() {
        for (auto left = in_.count(); left > 0 && in_.ok() && valid_; --left) {
            std::string question(in_.text());
            auto const value = node();
            program_.questions.emplace(std::move(question), value);
        }
    }

    // --- once all is read: does every index lead somewhere?

    bool is_node(std::uint32_t id) const { return id < program_.nodes.size(); }

    bool is_node_or_none(std::uint32_t id) const { return id == none || is_node(id); }

    bool all_in_range() {
        auto const& program = program_;
        for (auto const& rule : program.rules) {
            bool const fine = is_node(rule.value) && is_node_or_none(rule.parent) &&
                (rule.situation == none || rule.situation < program.rules.size()) &&
                (rule.possibilities == none || rule.possibilities < program.possibilities.size()) &&
                (rule.metadata == none || rule.metadata < program.metadata.size());
            if (!fine) return false;
        }
        for (auto const& list : program.possibilities)
            for (auto const& item : list.items)
                if (!is_node_or_none(item.not_applicable) ||
                    (list.kind != PossibilityKind::number && item.value == none))
                    return false;
        return std::all_of(program.nodes.begin(), program.nodes.end(), [this](auto const& node) {
            return fields_in_range(node) && list_in_range(node);
        });
    }

    bool field_in_range(NodeField field, std::uint32_t value) const {
        switch (field) {
        case NodeField::unused:
        case NodeField::unit: // Checked when it was read.
        case NodeField::list: // Checked with its length.
        case NodeField::plain:
            return true;
        case NodeField::node:
            return is_node(value);
        case NodeField::text:
            return value != none;
        case NodeField::rule:
            return value < program_.rules.size();
        case NodeField::constant:
            return value < program_.constants.size();
        }
        return false;
    }

    bool fields_in_range(ProgramNode const& node) const {
        auto const fields = node_fields(node.op);
        return field_in_range(fields.a, node.a) && field_in_range(fields.b, node.b) &&
            field_in_range(fields.c, node.c) &&
            (node.op != Op::duration || node.c <= last_duration);
    }

    bool has_words(std::uint32_t list, std::uint64_t count) const {
        return list < program_.operands.size() && count <= program_.operands.size() - list;
    }

    /// Each `step`th word, from `first` on, is a node.
    bool nodes_at(std::size_t first, std::size_t count, std::size_t step) const {
        for (std::size_t i = 0; i < count; ++i)
            if (!is_node(program_.operands[first + i * step])) return false;
        return true;
    }

    bool references_at(std::size_t first, std::size_t count, std::size_t step) const {
        for (std::size_t i = 0; i < count; ++i) {
            auto const word = program_.operands[first + i * step];
            if (!is_node(word) || program_.nodes[word].op != Op::reference) return false;
        }
        return true;
    }

    bool list_in_range(ProgramNode const& node) {
        if (node.op == Op::variations) return pairs_in_range(node.a, node.b, 0, 1);
        if (node.op == Op::text) return pairs_in_range(node.a, node.b, 1, 2);
        if (node.op == Op::context) return context_in_range(node.b);
        if (node.op == Op::inversion) return inversion_in_range(node.b);
        if (node_fields(node.op).c != NodeField::list) return true;
        auto const& operands = program_.operands; // Brackets: at least one.
        if (!has_words(node.c, 1) || operands[node.c] == none || operands[node.c] == 0)
            return false;
        auto const words = std::size_t{operands[node.c]} * 2;
        return has_words(node.c, 1 + words) && nodes_at(std::size_t{node.c} + 1, words, 1);
    }

    bool pairs_in_range(
        std::uint32_t list, std::uint32_t pairs, std::size_t first, std::size_t step
    ) const {
        auto const words = std::size_t{pairs} * 2;
        bool const there = pairs == 0 || (pairs != none && has_words(list, words));
        return there && nodes_at(list + first, words / step, step);
    }

    bool context_in_range(std::uint32_t list) {
        auto& operands = program_.operands;
        if (!has_words(list, 1) || operands[list] == none) return false;
        auto const count = std::size_t{operands[list]};
        if (!has_words(list, 1 + std::uint64_t{count} * 3)) return false;
        for (std::size_t i = 0; i < count; ++i) {
            auto& written = operands[list + 1 + i * 3 + 2];
            if (written >= texts_.size()) return false;
            written = texts_[written];
        }
        return references_at(list + 1, count, 3) && nodes_at(list + 2, count, 3);
    }

    bool inversion_in_range(std::uint32_t list) const {
        auto const& operands = program_.operands;
        if (!has_words(list, 4) || operands[list + 3] == none) return false;
        for (std::size_t i = 0; i < 3; ++i)
            if (operands[list + i] >= program_.constants.size()) return false;
        auto const count = std::size_t{operands[list + 3]};
        return has_words(list, 4 + std::uint64_t{count}) && references_at(list + 4, count, 1);
    }

    ByteReader in_;
    std::array<std::int64_t, node_field_count> last_{};
    bool valid_ = true;
    Program program_;
    std::vector<TextId> texts_;
    std::vector<UnitId> units_;
};

} // namespace

Result<Program> read_image(std::string_view bytes) {
    if (!bytes.starts_with(image_magic))
        return Error{ErrorCode::bad_input, "these bytes are no image of rules"};
    bytes.remove_prefix(image_magic.size());
    ByteReader version(bytes);
    if (version.number() != image_version)
        return Error{ErrorCode::bad_input, "the image is of another version; build it again"};
    return ImageReader(bytes.substr(1)).read();
}

} // namespace prevenance
