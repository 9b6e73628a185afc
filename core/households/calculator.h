// Fills the nulls of a situation in OpenFisca's web-API JSON with what the rules of a pack say.
#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/households/household_rules.h"
#include "core/households/mapping.h"
#include "core/rules/program.h"
#include "core/rules/source.h"

#include <memory>

namespace prevenance {

/// One situation after the other over one program. Not for two threads at once; many may share a
/// program and a mapping.
class Calculator {
public:
    /// `program`, `mapping`  must outlive the calculator.
    /// `today`               the day that *durée* counts to when a rule names none.
    ///
    /// Errors: bad_input, naming the rule, when the mapping names a rule that the program has not.
    static Result<std::unique_ptr<Calculator>>
    open(Program const& program, HouseholdMapping const& mapping, CalculatorMode mode, Day today);

    ~Calculator();
    Calculator(Calculator const&) = delete;
    Calculator& operator=(Calculator const&) = delete;

    /// The same tree with each null filled that the mapping covers. Those it does not, and those
    /// that the rules refuse, stay null, and the list `errors` at the end says of each
    /// `{"path", "code", "message", "remedy"}`:
    /// `unknown_variable`, `period`, `not_covered`, `missing` or `refused`; and `assumed`, of what
    /// the amounts rest on that may be wrong.
    ///
    /// Errors: bad_input, naming the place and what to change, when this is no situation.
    Result<Source> calculate(Source situation);

private:
    Calculator();

    struct State;
    std::unique_ptr<State> state_;
};

} // namespace prevenance
