// What a person said in the interview, as the device keeps it between two visits.
#pragma once

#include "core/aids/adviser.h"

#include <string>
#include <string_view>

namespace prevenance {

/// One line of JSON.
std::string format_interview_answers(InterviewAnswers const& answers);

/// Reads what format_interview_answers() wrote. What cannot be read any more (another version, a
/// damaged text, a fact twice) is left out without a word: the person answers it again.
InterviewAnswers read_interview_answers(std::string_view json);

} // namespace prevenance
