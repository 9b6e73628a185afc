// Results of tests in the form that continuous-integration servers read.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

struct JunitCase {
    std::string name;
    std::string class_name; ///< What it belongs to: a rule, a file.
    std::string file;
    std::string failure; ///< "" when it passed.
};

/// One `<testsuites>` with one suite, UTF-8. Control characters that XML cannot hold are dropped.
///
/// Source: the JUnit schema as Jenkins and GitLab read it
/// (`testsuites/testsuite/testcase/failure`).
std::string format_junit(std::string_view suite, std::span<JunitCase const> cases);

} // namespace prevenance
