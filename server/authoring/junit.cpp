#include "server/authoring/junit.h"

#include "server/authoring/xml.h"

#include <algorithm>

namespace prevenance {

namespace {

std::string attribute(std::string_view name, std::string_view value) {
    return ' ' + std::string(name) + "=\"" + escape_xml(value) + '"';
}

std::string format_case(JunitCase const& item) {
    auto text = "    <testcase" + attribute("name", item.name) +
        attribute("classname", item.class_name) + attribute("file", item.file);
    if (item.failure.empty()) return text + "/>\n";
    auto const first_line = item.failure.substr(0, item.failure.find('\n'));
    text += ">\n      <failure" + attribute("message", first_line) + '>';
    return text + escape_xml(item.failure) + "</failure>\n    </testcase>\n";
}

} // namespace

std::string format_junit(std::string_view suite, std::span<JunitCase const> cases) {
    auto const failures = std::count_if(cases.begin(), cases.end(), [](JunitCase const& item) {
        return !item.failure.empty();
    });
    auto const counts = attribute("tests", std::to_string(cases.size())) +
        attribute("failures", std::to_string(failures));
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts +
        ">\n  <testsuite" + attribute("name", suite) + counts + ">\n";
    for (auto const& item : cases)
        text += format_case(item);
    return text + "  </testsuite>\n</testsuites>\n";
}

} // namespace prevenance
