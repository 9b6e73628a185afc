// The specimen as a page of its own.
#include "tests/web/platform/specimen.h"
#include "web/platform/border.h"

int main() {
    static prevenance::Specimen specimen;
    static prevenance::Loop loop(specimen);
    prevenance::serve(loop);
    prevenance::start_page();
    return 0;
}
