#include "server/app/explanation_text.h"

#include "core/eval/format.h"

#include <algorithm>
#include <vector>

namespace prevenance {

namespace {

class Writer {
public:
    explicit Writer(Explanation const& explanation)
        : explanation_(&explanation)
        , told_(explanation.rules.size()) {}

    std::string write() {
        tell(0, 0, "", {});
        return std::move(text_);
    }

private:
    /// `above`  the sources of the rule above: they are not told again.
    void tell(
        std::uint32_t index,
        std::size_t depth,
        std::string const& instead_of,
        std::vector<Citation> const& above
    ) {
        auto const& rule = explanation_->rules[index];
        std::string const indent(depth * 2, ' ');
        text_ += indent + name_of(rule) + " = " + readable(rule.value, rule.unit);
        text_ += remark(rule);
        if (!instead_of.empty()) text_ += " (à la place de " + instead_of + ')';
        if (told_[index]) {
            if (!rule.because.empty()) text_ += " (expliqué plus haut)";
            text_ += '\n';
            return;
        }
        told_[index] = true;
        text_ += '\n';
        for (auto const& citation : rule.citations) {
            bool const said = std::any_of(above.begin(), above.end(), [&](Citation const& other) {
                return other.title == citation.title && other.address == citation.address;
            });
            if (said) continue;
            text_ += indent + "  § " + citation.title +
                (citation.title.empty() || citation.address.empty() ? "" : " : ") +
                citation.address + '\n';
        }
        for (auto const& reason : rule.because)
            tell(reason.rule, depth + 1, reason.instead_of, rule.citations);
    }

    static std::string name_of(ExplainedRule const& rule) {
        if (rule.title.empty() || rule.title == rule.name) return rule.name;
        return rule.title + " [" + rule.name + ']';
    }

    static std::string remark(ExplainedRule const& rule) {
        switch (rule.origin) {
        case ValueOrigin::computed:
            return "";
        case ValueOrigin::answer:
            return ", réponse donnée";
        case ValueOrigin::by_default:
            return ", par défaut";
        case ValueOrigin::parent:
            return ", car ce dont elle dépend ne s'applique pas";
        case ValueOrigin::missing:
            return rule.question.empty() ? ", réponse manquante"
                                         : ", à demander : " + rule.question;
        case ValueOrigin::only_tested:
            return ", s'applique";
        }
        return "";
    }

    Explanation const* explanation_;
    std::vector<bool> told_;
    std::string text_;
};

} // namespace

std::string readable(Value const& value, std::string const& unit) {
    switch (value.kind) {
    case Value::Kind::undefined:
        return "non défini";
    case Value::Kind::not_applicable:
        return "non applicable";
    case Value::Kind::boolean:
        return value.boolean ? "oui" : "non";
    case Value::Kind::number:
        return format_quantity(value.number, unit);
    case Value::Kind::text:
        break;
    }
    return value.text;
}

std::string print_explanation(Explanation const& explanation) {
    return Writer(explanation).write();
}

} // namespace prevenance
