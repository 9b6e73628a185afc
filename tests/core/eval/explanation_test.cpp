// Goal: an explanation names the rules that decided, and no others. Method: small models; the rules
// of the explanation written one after the other, each with what it rests on.
#include "core/eval/explanation.h"

#include "tests/core/eval/asking.h"

using namespace asking; // NOLINT: a vocabulary for tables.

namespace {

using prevenance::ExplanationScope;
using prevenance::ValueOrigin;

std::string origin(ValueOrigin from) {
    switch (from) {
    case ValueOrigin::computed:
        return "";
    case ValueOrigin::answer:
        return " answer";
    case ValueOrigin::by_default:
        return " default";
    case ValueOrigin::parent:
        return " parent";
    case ValueOrigin::missing:
        return " missing";
    case ValueOrigin::only_tested:
        return " tested";
    }
    return "";
}

std::string explained(
    std::string const& model,
    std::string const& situation,
    std::string const& goal,
    ExplanationScope scope = ExplanationScope::decisive
) {
    Program const rules = program(model);
    Evaluator evaluator(rules, today());
    auto const answers = source(situation);
    for (std::size_t i = 0; i < answers.keys.size(); ++i)
        REQUIRE(evaluator.answer(answers.keys[i], answers.items[i]).ok());
    static_cast<void>(evaluator.evaluate(goal).ok()); // What is kept must not hide anything.
    auto const explanation = evaluator.explain(goal, scope);
    REQUIRE(explanation.ok());
    std::string text;
    for (auto const& rule : explanation.value().rules) {
        if (!text.empty()) text += "; ";
        text += rule.name + " = " + written(rule.value) + origin(rule.origin);
        for (auto const& reason : rule.because)
            text += " <" + explanation.value().rules[reason.rule].name + '>';
    }
    return text;
}

char const* const aid =
    R"({"aide": {"applicable si": {"toutes ces conditions": ["majeur", "résident"]},
                 "somme": ["base", "bonus"], "références": {"Loi": "https://loi.example"}},
        "base": "100 €", "bonus": {"valeur": "rang * 10 €"}, "rang": {"par défaut": 0},
        "majeur": "âge >= 18", "âge": {"question": "?"}, "résident": {"par défaut": "oui"}})";

} // namespace

TEST_CASE("what decided: terms that are not zero, conditions that hold") {
    CHECK(
        explained(aid, R"({"âge": 30})", "aide") ==
        "aide = 100 <majeur> <résident> <base>; majeur = oui <âge>; résident = oui default; "
        "base = 100; âge = 30 answer"
    );
}

TEST_CASE("what refused: the one condition that fails") {
    CHECK(
        explained(aid, R"({"âge": 12})", "aide") ==
        "aide = null <majeur>; majeur = non <âge>; âge = 12 answer"
    );
}

TEST_CASE("a bound is told although it does not bind; so is a test that looks like a bound's") {
    CHECK(
        explained(
            R"({"aide": {"valeur": "base", "plafond": "maximum"}, "base": "100 €",
                "maximum": "150 €"})",
            "{}",
            "aide"
        ) == "aide = 100 <maximum> <base>; maximum = 150; base = 100"
    );
    CHECK(
        explained(
            R"({"tarif": {"condition": {"si": {"toutes ces conditions": ["zone != 3", "âge > 18"]},
                                        "alors": 1, "sinon": 2}},
                "âge": {"question": "?"}, "zone": {"question": "?"}})",
            R"({"âge": 12, "zone": 1})",
            "tarif"
        ) == "tarif = 2 <âge>; âge = 12 answer"
    );
}

TEST_CASE("what is missing") {
    CHECK(
        explained(aid, "{}", "aide") ==
        "aide = undefined <majeur>; majeur = undefined <âge>; âge = undefined missing"
    );
}

TEST_CASE("everything that was evaluated") {
    auto const all = explained(aid, R"({"âge": 30})", "aide", ExplanationScope::everything);
    CHECK(all.find("bonus = 0") != std::string::npos);
    CHECK(all.find("rang = 0 default") != std::string::npos);
}

TEST_CASE("sources are those of the rule, else of its nearest ancestor") {
    Program const rules = program(aid);
    Evaluator evaluator(rules, today());
    auto const explanation = evaluator.explain("aide", ExplanationScope::decisive);
    REQUIRE(explanation.ok());
    auto const& citations = explanation.value().rules[0].citations;
    REQUIRE(citations.size() == 1);
    CHECK(citations[0].title == "Loi");
    CHECK(citations[0].address == "https://loi.example");
}
