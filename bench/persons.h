// The two persons that a benchmark asks about by turns, as PERSONS_FILE of bench/engine.cpp has
// them.
#pragma once

#include <array>
#include <string>
#include <vector>

struct Answer {
    std::string rule;
    std::array<std::string, 2> expressions;
    bool is_setting = false; ///< What the caller sets, of both alike: no answer of a person.
};

struct Persons {
    std::vector<Answer> answers;
    std::vector<std::string> goals;
};
