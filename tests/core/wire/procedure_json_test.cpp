// Goal: procedures written by hand are read exactly, or refused with the field that is wrong.
// Method: one good text changed in one place at a time.
#include "core/wire/procedure_json.h"

#include <doctest/doctest.h>

#include <string>

using prevenance::format_json;
using prevenance::parse_json;
using prevenance::parse_procedure;
using prevenance::Procedure;

namespace {

std::string const good = R"({
  "id": "aide-velo",
  "title": {"fr": "Aide vélo", "en": "Bicycle grant"},
  "contact": {"service": "Mobilités", "email": "m@ville.example"},
  "steps": [
    {"milestone": "deposit", "title": {"fr": "a", "en": "b"}, "text": {"fr": "c", "en": "d"}},
    {"milestone": "decision", "title": {"fr": "e", "en": "f"}, "text": {"fr": "g", "en": "h"}}
  ],
  "silence": {"means": "rejection", "period": {"count": 2, "unit": "months"},
              "resume": "suspend", "source": "CRPA, art. L. 231-4"},
  "usual_delay": {"count": 5, "unit": "weeks"}
})";

std::string with(std::string const& old_part, std::string const& new_part) {
    auto text = good;
    auto const at = text.find(old_part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old_part.size(), new_part);
}

} // namespace

TEST_CASE("procedure: what is written reads back") {
    auto const procedure = parse_procedure(good);
    REQUIRE(procedure.ok());
    Procedure const& p = procedure.value();
    CHECK(p.id == "aide-velo");
    CHECK(p.title.french == "Aide vélo");
    CHECK(p.contact.phone == "");
    REQUIRE(p.silence);
    CHECK(p.silence->meaning == prevenance::SilenceMeaning::rejection);
    CHECK(p.silence->resume == prevenance::ResumeRule::suspend);
    CHECK(p.usual_delay == prevenance::Period{5, prevenance::PeriodUnit::weeks});
    CHECK(format_json(json_of(p)) == format_json(parse_json(good).value()));
}

TEST_CASE("procedure: refuses, and names the field") {
    struct {
        std::string old_part;
        std::string new_part;
        std::string message;
    } const cases[] = {
        {"\"id\"", "\"name\"", "field 'name': nobody knows it here"},
        {"\"aide-velo\"", "\"\"", "field 'id': is missing or empty"},
        {"\"en\": \"Bicycle grant\"", "\"fr\": \"b\"", "JSON, line 3"},
        {", \"en\": \"Bicycle grant\"", "", "field 'en': is missing or empty"},
        {"\"aide-velo\"", "12", "field 'id': should not be of type number"},
        {"{\"service\": \"Mobilités\", \"email\": \"m@ville.example\"}",
         "[]",
         "field 'contact': should not be of type array"},
        {"\"milestone\": \"deposit\"",
         "\"milestone\": \"start\"",
         "field 'milestone': should be one of deposit, completeness, examination, decision"},
        {"\"milestone\": \"deposit\"", "\"milestone\": \"decision\"", "field 'steps': "},
        {"\"milestone\": \"decision\"", "\"milestone\": \"examination\"", "field 'steps': "},
        {"\"count\": 2", "\"count\": 0", "field 'count': should be from 1 to 400"},
        {"\"count\": 2", "\"count\": 2.5", "field 'count': should be a whole number"},
        {"\"months\"", "\"years\"", "field 'unit': should be one of days, weeks, months"},
        {"\"means\": \"rejection\", ", "", "field 'means': is missing or empty"},
        {"\"suspend\"", "\"stop\"", "field 'resume': should be one of continue, reset, suspend"},
    };

    for (auto const& c : cases) {
        CAPTURE(c.new_part);
        auto const procedure = parse_procedure(with(c.old_part, c.new_part));
        REQUIRE_FALSE(procedure.ok());
        CHECK(procedure.error().message.substr(0, c.message.size()) == c.message);
    }
}
