#include "core/rules/bytes.h"
#include "core/rules/image.h"
#include "core/rules/image_format.h"
#include "core/rules/pruning.h"

#include <array>
#include <cmath>
#include <unordered_map>
#include <vector>

namespace prevenance {

namespace {

/// Numbers things in the order they are first named.
class Renumbering {
public:
    std::uint32_t of(std::uint32_t id) {
        auto const [known, added] =
            numbers_.emplace(id, static_cast<std::uint32_t>(in_order_.size()));
        if (added) in_order_.push_back(id);
        return known->second;
    }

    std::vector<std::uint32_t> const& in_order() const { return in_order_; }

private:
    std::unordered_map<std::uint32_t, std::uint32_t> numbers_;
    std::vector<std::uint32_t> in_order_;
};

class ImageWriter {
public:
    explicit ImageWriter(Program const& program)
        : program_(&program)
        , operands_(program.operands) {}

    std::string write() {
        write_rules();
        write_nodes();
        write_constants();
        write_operands();
        write_possibilities();
        write_metadata();
        write_replacements();
        write_questions();
        auto const body = std::move(out_).take();
        out_ = {};
        out_.number(image_version);
        write_options();
        write_texts();
        write_units();
        return std::string(image_magic) + std::move(out_).take() + body;
    }

private:
    void index(std::uint32_t value) { out_.number(value == none ? 0 : std::uint64_t{value} + 1); }

    void text(TextId text) { index(text == none ? none : texts_.of(text)); }

    void unit(UnitId unit) {
        // The first units are the same in every table.
        out_.number(unit < units_of_every_table ? unit : units_of_every_table + units_.of(unit));
    }

    /// How far back the node stands; 0 for none.
    void node_from(NodeIndex here, NodeIndex node) {
        out_.difference(node == none ? 0 : std::int64_t{here} - std::int64_t{node});
    }

    void write_rules() {
        out_.number(program_->rules.size());
        for (auto const& rule : program_->rules) {
            text(rule.name);
            index(rule.value);
            index(rule.situation);
            index(rule.parent);
            index(rule.possibilities);
            index(rule.metadata);
            out_.number(packed(rule.nullable, rule.type));
            out_.number(packed(Nullable::no, rule.declared_type));
            out_.number(
                (rule.is_private ? 1U : 0U) | (rule.is_public ? 2U : 0U) |
                (rule.is_situation ? 4U : 0U)
            );
        }
    }

    /// Column by column: what is alike stands together, and packs better.
    void write_nodes() {
        auto const& nodes = program_->nodes;
        out_.number(nodes.size());
        for (auto const& node : nodes)
            out_.number(static_cast<unsigned>(node.op));
        for (auto const& node : nodes)
            out_.number(packed(node.nullable, node.type));
        for (NodeIndex i = 0; i < nodes.size(); ++i)
            write_field(i, node_fields(nodes[i].op).a, nodes[i].a);
        for (NodeIndex i = 0; i < nodes.size(); ++i)
            write_field(i, node_fields(nodes[i].op).b, nodes[i].b);
        for (NodeIndex i = 0; i < nodes.size(); ++i)
            write_field(i, node_fields(nodes[i].op).c, nodes[i].c);
        for (auto const& node : nodes)
            if (node.op == Op::context) renumber_texts(node.b);
    }

    void write_field(NodeIndex here, NodeField field, std::uint32_t value) {
        switch (field) {
        case NodeField::unused:
            return;
        case NodeField::node:
            return node_from(here, value);
        case NodeField::text:
            return text(value);
        case NodeField::unit:
            return unit(value);
        case NodeField::rule:
        case NodeField::constant:
        case NodeField::list: {
            // Most often the one after the last of its kind.
            auto& last = last_[static_cast<std::size_t>(field)];
            out_.difference(std::int64_t{value} - last);
            last = value;
            return;
        }
        case NodeField::plain:
            return index(value);
        }
    }

    void renumber_texts(std::uint32_t list) {
        for (std::uint32_t i = 0; i < program_->operands[list]; ++i) {
            auto& written = operands_[list + 1 + i * 3 + 2];
            written = texts_.of(written);
        }
    }

    void write_operands() {
        out_.number(operands_.size());
        std::int64_t before = 0;
        for (auto const operand : operands_) {
            auto const value = operand == none ? std::int64_t{0} : std::int64_t{operand} + 1;
            out_.difference(value - before);
            before = value;
        }
    }

    void write_constants() {
        out_.number(program_->constants.size());
        for (auto const& constant : program_->constants) {
            out_.number(static_cast<unsigned>(constant.kind) * 2 + (constant.boolean ? 1 : 0));
            unit(constant.unit);
            if (constant.kind == Constant::Kind::number) write_number(constant.number);
            if (constant.kind == Constant::Kind::text) text(constant.text);
        }
    }

    /// Most numbers are whole and small: twice their value; the others eight bytes after a 1.
    void write_number(double value) {
        bool const small = value >= 0 && value < 1e15 && !std::signbit(value);
        bool const whole = small && value == std::trunc(value);
        out_.number(whole ? static_cast<std::uint64_t>(value) * 2 : 1);
        if (!whole) out_.real(value);
    }

    void write_possibilities() {
        out_.number(program_->possibilities.size());
        for (auto const& list : program_->possibilities) {
            out_.number(static_cast<unsigned>(list.kind));
            unit(list.unit);
            out_.number(list.items.size());
            for (auto const& item : list.items) {
                text(item.value);
                out_.real(item.number);
                unit(item.unit);
                index(item.not_applicable);
            }
        }
    }

    void write_metadata() {
        out_.number(program_->metadata.size());
        for (auto const metadata : program_->metadata) {
            out_.number(metadata.count);
            for (auto const item : program_->items_of(metadata)) {
                text(item.key);
                text(item.text);
            }
        }
    }

    void write_names(std::vector<RuleId> const& rules) {
        out_.number(rules.size());
        for (auto const rule : rules)
            index(rule);
    }

    void write_replacements() {
        out_.number(program_->replacements.size());
        for (auto const& [replaced, known] : program_->replacements) {
            index(replaced);
            out_.number(known.size());
            for (auto const& replacement : known) {
                index(replacement.definition);
                write_names(replacement.only_in);
                write_names(replacement.not_in);
                out_.real(replacement.priority);
                out_.number(replacement.order);
                out_.number(replacement.makes_not_applicable ? 1 : 0);
            }
        }
        out_.number(program_->replacement_count);
        out_.number(program_->replaced_references.size());
        for (auto const& [orders, choice] : program_->replaced_references) {
            out_.number(orders.size());
            for (auto const order : orders)
                out_.number(order);
            index(choice);
        }
    }

    void write_questions() {
        out_.number(program_->questions.size());
        for (auto const& [question, node] : program_->questions) {
            out_.text(question);
            index(node);
        }
    }

    void write_options() {
        auto const& options = program_->options;
        out_.number(
            (options.filter_possibilities ? 1U : 0U) | (options.parents_disable ? 2U : 0U) |
            (options.parents_required ? 4U : 0U) | (options.check_possibilities ? 8U : 0U) |
            (options.cycles_fail ? 16U : 0U)
        );
        out_.number(static_cast<unsigned>(options.inversion_iterations));
    }

    void write_texts() {
        out_.number(texts_.in_order().size());
        for (auto const text : texts_.in_order())
            out_.text(program_->text(text));
    }

    void write_units() {
        out_.number(units_.in_order().size());
        for (auto const unit : units_.in_order()) {
            auto const& written = program_->units.at(unit);
            for (auto const* factors : {&written.numerators, &written.denominators}) {
                out_.number(factors->size());
                for (auto const& factor : *factors)
                    out_.text(factor);
            }
        }
    }

    Program const* program_;
    std::vector<std::uint32_t> operands_;
    ByteWriter out_;
    std::array<std::int64_t, node_field_count> last_{};
    Renumbering texts_;
    Renumbering units_;
};

} // namespace

std::string write_image(Program const& program) {
    auto const lean = pruned(program);
    return ImageWriter(lean).write();
}

} // namespace prevenance
