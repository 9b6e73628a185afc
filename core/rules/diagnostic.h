// What is wrong with a model, a situation or a question, said to the person who wrote it.
#pragma once

#include "core/base/ensure.h"
#include "core/rules/source.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace prevenance {

/// The kind of mistake; its name is what `prevenance eval` prints as the error's code.
enum class RulesErrorCode : std::uint8_t {
    syntax,       ///< The text does not follow the language.
    unknown_rule, ///< A name that no rule bears, or that is private here.
    situation,    ///< An answer that cannot be taken.
    evaluation,   ///< The rules are readable but cannot be applied to these facts.
    limit,        ///< Deeper, longer or more circular than this engine follows.
};

struct Diagnostic {
    RulesErrorCode code = RulesErrorCode::syntax;
    std::string rule;    ///< Full name of the rule at fault; "" when there is none.
    std::string message; ///< What is wrong, in English.
    std::string remedy;  ///< What to change; "" when the message says it all.
    Position position;   ///< Within the source file.
};

/// `syntax`, `unknown_rule`, …
std::string_view name_of(RulesErrorCode code);

/// `rule 'a . b', line 3, column 7: message; remedy`.
std::string describe(Diagnostic const& diagnostic);

/// A diagnostic on its way up: one pointer, so that passing it on costs little code.
using Failure = std::unique_ptr<Diagnostic>;

/// A value, or the first thing that is wrong.
template <typename T>
class [[nodiscard]] RulesResult {
public:
    RulesResult(T value) // NOLINT(google-explicit-constructor): `return value;` reads well.
        : value_(std::move(value)) {}

    RulesResult(Diagnostic diagnostic) // NOLINT(google-explicit-constructor)
        : failure_(std::make_unique<Diagnostic>(std::move(diagnostic))) {}

    RulesResult(Failure failure) // NOLINT(google-explicit-constructor)
        : failure_(std::move(failure)) {
        ENSURE(failure_ != nullptr);
    }

    bool ok() const { return failure_ == nullptr; }

    T const& value() const& {
        ENSURE(ok());
        return *value_;
    }

    T&& value() && {
        ENSURE(ok());
        return std::move(*value_);
    }

    Diagnostic const& error() const {
        ENSURE(!ok());
        return *failure_;
    }

    /// The failure itself, to be returned by the caller.
    Failure fail() && { return std::move(failure_); }

private:
    std::optional<T> value_;
    Failure failure_;
};

} // namespace prevenance
