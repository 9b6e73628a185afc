// Goal: a few answers that anybody can give lead to the right amounts of the national benefits.
// Method: three households of the corpus ../shared/national (differential.jsonl.gz, mode
// first_claim_m4: July 2026, first application, reference quarter of the law), with the amounts
// that OpenFisca-France 176.0.7 gives them; the interview is answered as a person would, question
// after question, and may ask at most fifteen before the four main benefits are decided.
#include "core/aids/adviser.h"
#include "core/base/text.h"
#include "core/rules/image.h"
#include "tests/core/aids/pack_files.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace prevenance; // NOLINT: a test reads better without the name on every line.

constexpr std::size_t questions_max = 15;
constexpr double tolerance_euros = 0.02; ///< What the corpus asks for: OpenFisca has single floats.

struct Household {
    std::string name;
    Home home;
    std::map<std::string, std::string> answers; ///< By fact.
    std::map<std::string, double> amounts;      ///< By aid; euros as shown. 0: granted, no amount.
    std::vector<std::string> refused;
};

Home home(std::string commune, std::string departement) {
    return {{std::move(commune), "", std::move(departement), ""}, "", "", ""};
}

std::vector<Household> households() {
    return {
        {.name = "H0013: a couple of La Réunion, three children, one small wage, social housing",
         .home = home("97411", "974"),
         .answers =
             {{"household.couple", "married"},
              {"household.children", "3"},
              {"children.births", "2015-11-05 2024-02-12 2020-05-23"},
              {"person.birth", "1979-04-09"},
              {"partner.birth", "1994-06-09"},
              {"person.activity", "employee"},
              {"person.pay", "355.49"},
              {"partner.activity", "none"},
              {"home.status", "social"},
              {"home.rent", "675"},
              {"person.nationality", "french"},
              {"household.already", "no"},
              {"household.more", "none"}},
         .amounts =
             {{"rsa", 531.97},
              {"prime-activite", 212.76},
              {"aide-au-logement", 476.53},
              {"css-gratuite", 0},
              {"allocations-familiales", 349.06},
              {"paje-base", 199.15}},
         .refused = {"css-participation", "soutien-familial", "complement-familial"}},
        {.name = "H0027: alone with a child of four in Lille, a small wage, social housing",
         .home = home("59350", "59"),
         .answers =
             {{"household.couple", "no"},
              {"household.children", "1"},
              {"children.births", "2022-01-05"},
              {"person.birth", "1966-01-19"},
              {"person.activity", "employee"},
              {"person.pay", "355.49"},
              {"home.status", "social"},
              {"home.rent", "332"},
              {"person.nationality", "french"},
              {"household.recently_alone", "no"},
              {"household.already", "no"},
              {"household.more", "none"}},
         .amounts =
             {{"rsa", 358.05},
              {"prime-activite", 212.76},
              {"aide-au-logement", 317.97},
              {"css-gratuite", 0},
              {"soutien-familial", 201.78}},
         .refused = {"css-participation", "allocations-familiales"}},
        {.name = "H0693: retired and alone in Clermont-Ferrand, social housing",
         .home = home("63113", "63"),
         .answers =
             {{"household.couple", "no"},
              {"household.children", "0"},
              {"person.birth", "1958-10-21"},
              {"person.activity", "retired"},
              {"person.pension", "876.35"},
              {"home.status", "social"},
              {"home.rent", "295"},
              {"person.nationality", "french"},
              {"household.already", "no"},
              {"household.more", "none"}},
         .amounts = {{"aide-au-logement", 141}, {"css-participation", 25}},
         .refused = {"rsa", "prime-activite", "css-gratuite"}},
    };
}

Rulebook published(std::string const& id) {
    std::string const folder = std::string(PACKS_FOLDER) + '/' + id;
    auto pack = read_pack(read_test_file(folder + "/pack.json"));
    REQUIRE_MESSAGE(pack.ok(), (pack.ok() ? "" : pack.error().message));
    auto program = read_image(read_test_file(folder + "/rules.bin"));
    REQUIRE(program.ok());
    auto book = make_rulebook(std::move(pack).value(), std::move(program).value());
    REQUIRE_MESSAGE(book.ok(), (book.ok() ? "" : book.error().message));
    return std::move(book).value();
}

Verdict const& verdict_of(Adviser const& adviser, Advice const& advice, std::string const& id) {
    auto const found =
        std::find_if(advice.verdicts.begin(), advice.verdicts.end(), [&](Verdict const& verdict) {
            return adviser.aid(verdict).id == id;
        });
    CAPTURE(id);
    REQUIRE((found != advice.verdicts.end()));
    return *found;
}

bool main_aids_decided(Adviser const& adviser, Advice const& advice) {
    for (auto const* id :
         {"rsa", "prime-activite", "aide-au-logement", "css-gratuite", "css-participation"})
        if (verdict_of(adviser, advice, id).standing == Standing::open) return false;
    return true;
}

/// Answers what is asked, in the order it is asked, until the main aids are decided; passes the
/// rest. How many questions that took.
std::size_t interview(Adviser& adviser, Household const& household, InterviewAnswers& answers) {
    std::size_t count = 0;
    for (auto advice = adviser.advise(answers); !advice.to_ask.empty();
         advice = adviser.advise(answers)) {
        auto const& fact = advice.to_ask.front();
        if (!main_aids_decided(adviser, advice)) ++count;
        auto const known = household.answers.find(fact);
        CAPTURE(fact);
        if (!main_aids_decided(adviser, advice)) REQUIRE((known != household.answers.end()));
        auto const value = known == household.answers.end() ? "" : known->second;
        REQUIRE(adviser.check(fact, value).ok());
        give(answers, fact, value);
    }
    return count;
}

/// Somebody who answers at random what may be answered.
class RandomPerson {
public:
    explicit RandomPerson(std::uint32_t seed)
        : random_(seed) {}

    std::string answer(FactQuestion const& question, InterviewAnswers const& answers) {
        switch (question.kind) {
        case FactKind::yes_no:
            return below(2) == 0 ? "yes" : "no";
        case FactKind::choice:
            return question.options[below(question.options.size())].id;
        case FactKind::whole_number:
        case FactKind::number:
            return std::to_string(below(8));
        case FactKind::money:
            return std::to_string(below(3) * 700);
        case FactKind::date:
            return day(question.fact.ends_with(".birth") ? 1950 : 2024, 2);
        case FactKind::dates:
            return days(find_given(answers, question.as_many_as)->value);
        }
        return "";
    }

private:
    std::size_t below(std::size_t count) { return random_() % count; }

    std::string day(std::size_t first_year, std::size_t step) {
        auto const year = std::to_string(first_year + step * below(first_year == 1950 ? 28 : 2));
        return year + "-0" + std::to_string(1 + below(6)) + "-15";
    }

    std::string days(std::string_view count) {
        std::string days;
        for (auto left = parse_whole_number(count).value_or(0); left > 0; --left)
            days += (days.empty() ? "" : " ") + std::to_string(2004 + below(22)) + "-05-01";
        return days;
    }

    std::minstd_rand random_;
};

} // namespace

TEST_CASE("national benefits: whatever is answered, every benefit ends decided") {
    constexpr std::uint32_t people = 4; // Each interview is some twenty questions.
    auto const book = published("prestations-nationales");
    std::size_t longest = 0;
    for (std::uint32_t seed = 1; seed <= people; ++seed) {
        CAPTURE(seed);
        Adviser adviser({&book}, parse_iso_day("2026-07-15").value());
        RandomPerson person(seed * 7919);
        InterviewAnswers answers;
        answers.home = home("50129", "50");
        std::size_t asked = 0;
        for (auto advice = adviser.advise(answers); !advice.to_ask.empty(); ++asked) {
            REQUIRE(asked < 60);
            auto const& fact = advice.to_ask.front();
            give(answers, fact, person.answer(*adviser.question(fact), answers));
            advice = adviser.advise(answers);
        }
        for (auto const& verdict : adviser.advise(answers).verdicts) {
            auto const& id = adviser.aid(verdict).id;
            CHECK_MESSAGE(verdict.standing != Standing::open, id);
            CHECK_MESSAGE(verdict.standing != Standing::broken, id);
        }
        longest = std::max(longest, asked);
    }
    MESSAGE("the longest of " << people << " interviews: " << longest << " questions");
}

TEST_CASE("national benefits: three households, fifteen questions at most, the right euros") {
    auto const book = published("prestations-nationales");
    for (auto const& household : households()) {
        CAPTURE(household.name);
        Adviser adviser({&book}, parse_iso_day("2026-07-15").value());
        InterviewAnswers answers;
        answers.home = household.home;
        auto const count = interview(adviser, household, answers);
        MESSAGE(household.name << ": " << count << " questions");
        CHECK(count == household.answers.size());
        CHECK(count <= questions_max);
        auto const advice = adviser.advise(answers);
        for (auto const& expected : household.amounts) {
            auto const& verdict = verdict_of(adviser, advice, expected.first);
            CHECK_MESSAGE(verdict.standing == Standing::granted, expected.first);
            CHECK_MESSAGE(
                std::abs(verdict.amount - expected.second) <= tolerance_euros, expected.first
            );
        }
        for (auto const& id : household.refused)
            CHECK_MESSAGE(verdict_of(adviser, advice, id).standing == Standing::refused, id);
    }
}
