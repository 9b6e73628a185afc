// Questions put to a compiled model for one person: what is this rule worth, and what is missing?
#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/rules/compile.h"
#include "core/rules/diagnostic.h"
#include "core/rules/program.h"
#include "core/rules/source.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// What a rule is worth. DESIGN decision 2: a missing answer is a value.
struct Value {
    enum class Kind : std::uint8_t {
        undefined,      ///< *Non défini*: the missing facts would decide it.
        not_applicable, ///< *Non applicable*.
        boolean,
        number,
        text, ///< Dates too, written DD/MM/YYYY.
    };

    Kind kind = Kind::undefined;
    bool boolean = false;
    double number = 0;
    std::string text;
};

struct Outcome {
    Value value;
    /// `€.kWh/an`: numerators, then denominators; "" when there is none.
    std::string unit;
    /// Public names of the rules whose answer would matter, in the order they were met.
    std::vector<std::string> missing;
    /// False when the value never met a unit, true when its units cancelled out.
    bool unit_present = false;
    /// What looks like a mistake of the rules and did not stop them: clashing units, cycles.
    std::vector<Diagnostic> warnings;
};

struct Explanation;
enum class ExplanationScope : std::uint8_t;

/// One person's answers over one program. Not for two threads at once; many may share a program.
class Evaluator {
public:
    /// `program`  must outlive the evaluator.
    /// `today`    the day `durée` counts to.
    /// `compiler` nullptr: answers are literals, questions those compiled with the model.
    Evaluator(
        Program const& program,
        Day today,
        ExpressionCompiler const* compiler = expression_compiler()
    );
    ~Evaluator();
    Evaluator(Evaluator const&) = delete;
    Evaluator& operator=(Evaluator const&) = delete;

    /// Gives a rule its answer: an expression as Publicodes writes it (`4647 €/mois`, `oui`,
    /// `'électrique'`), a number, or a mechanism. Replaces an earlier answer to the same rule.
    ///
    /// Errors: the rule is unknown or private, or the expression cannot be read; the earlier
    /// answers then still stand.
    RulesResult<Done> answer(std::string_view rule, Source const& expression);
    RulesResult<Done> answer(std::string_view rule, std::string_view expression);

    /// Takes an answer back; nothing happens when there was none.
    void forget(std::string_view rule);
    void forget_all();

    /// A question that was prepared; good as long as the evaluator.
    using Question = std::uint32_t;

    /// Compiles a question, once: the same expression is the same question.
    ///
    /// Errors: the expression cannot be read or names an unknown rule.
    RulesResult<Question> prepare(std::string_view expression);

    /// Evaluates a question as if it were the first one asked. Nothing is evaluated again unless an
    /// answer that it depends on has changed. The result holds until the next call.
    ///
    /// Errors: the evaluation itself fails (division by zero, a condition that is no boolean, a
    /// cycle too deep).
    RulesResult<Outcome const*> evaluate(Question question);

    /// What evaluate() says each question is worth. What one of them evaluates serves the others,
    /// unless something undefined or circular was met: then each is asked as if it were the first.
    ///
    /// Errors: for each question, as evaluate().
    std::vector<RulesResult<Value>> values_of(std::span<Question const> questions);

    /// Evaluates a rule's name or any expression, as if it were the first question asked.
    ///
    /// Errors: the expression cannot be read or names an unknown rule; or the evaluation itself
    /// fails (division by zero, a condition that is no boolean, a cycle too deep).
    RulesResult<Outcome> evaluate(std::string_view expression);

    /// The same for an expression written as a mechanism: `{valeur: aide, unité: €}`.
    RulesResult<Outcome> evaluate(Source const& expression);

    /// Why evaluate() says what it says of that expression: core/eval/explanation.h.
    ///
    /// Errors: as evaluate().
    RulesResult<Explanation> explain(std::string_view expression, ExplanationScope scope);
    RulesResult<Explanation> explain(Question question, ExplanationScope scope);

private:
    RulesResult<Outcome> evaluate_anew(Source const& expression);
    std::optional<std::vector<RulesResult<Value>>>
    values_together(std::span<Question const> questions);

    struct State;
    std::unique_ptr<State> state_;
};

} // namespace prevenance
