// The page's words in the reader's language: texts, days, amounts, counts.
#pragma once

#include "core/base/date.h"
#include "i18n/texts.h"
#include "web/screens/state.h"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace prevenance {

/// What stands in a text's place: `{"name", "Rennes"}` fills `{name}`.
struct Filling {
    std::string_view placeholder;
    std::string_view words;
};

class Words {
public:
    explicit Words(Language language)
        : language_(language) {}

    /// The text of a key.
    std::string_view operator()(Text text) const;

    /// What a procedure says in both languages.
    std::string_view operator()(Wording const& wording) const;

    /// What a pack says; in French where its English is missing.
    std::string_view operator()(BilingualText const& text) const;

    /// The text of a key, with its placeholders filled. Each of them must be given.
    std::string fill(Text text, std::initializer_list<Filling> fillings) const;

    /// `fill` with `{count}`: `one` where the language wants the singular, else `many`.
    std::string count(std::size_t number, Text one, Text many) const;

    /// « 3 décembre 2026 », « 1er mars 2027 »; `3 December 2026`.
    std::string day(Day day) const;

    /// « 1 200 € » with no-break spaces, `€1,200`; two decimals unless the number is whole.
    ///
    /// `unit`  as Publicodes writes it; what stands after its slash is left to period().
    std::string amount(double number, std::string_view unit) const;

    /// « par an » for a unit like `€/an`; "" for one without a period.
    std::string_view period(std::string_view unit) const;

    /// A number as the language writes it, with at most two decimals.
    std::string number(double number) const;

    /// What follows a number that was typed: `€/an` gives « € par an », `an` gives « ans ».
    std::string unit(std::string_view unit) const;

    Language language() const { return language_; }

private:
    Language language_;
};

/// "fr", "en" (BCP 47).
std::string_view code_of(Language language);

/// `french` for any code that is not "en".
Language language_of(std::string_view code);

} // namespace prevenance
