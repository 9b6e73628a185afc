// What is wrong with a model, a situation or a question, said to the person who wrote it.
#pragma once

#include "core/base/ensure.h"
#include "core/rules/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

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

/// A value, or the first thing that is wrong.
template <typename T>
class [[nodiscard]] RulesResult {
public:
    RulesResult(T value) // NOLINT(google-explicit-constructor): `return value;` reads well.
        : state_(std::in_place_index<0>, std::move(value)) {}

    RulesResult(Diagnostic diagnostic) // NOLINT(google-explicit-constructor)
        : state_(std::in_place_index<1>, std::move(diagnostic)) {}

    bool ok() const { return state_.index() == 0; }

    T const& value() const& {
        ENSURE(ok());
        return *std::get_if<0>(&state_);
    }

    T&& value() && {
        ENSURE(ok());
        return std::move(*std::get_if<0>(&state_));
    }

    Diagnostic const& error() const {
        ENSURE(!ok());
        return *std::get_if<1>(&state_);
    }

private:
    std::variant<T, Diagnostic> state_;
};

} // namespace prevenance
