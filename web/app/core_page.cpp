// The page: everything but the painting of the canvas, and as light as it can be.
#include "web/app/citizen_page.h"
#include "web/app/loop.h"
#include "web/app/this_town.h"
#include "web/platform/border.h"

int main() {
    static prevenance::CitizenPage page(prevenance::this_town());
    static prevenance::Loop loop(page);
    prevenance::serve(loop);
    prevenance::start_page();
    return 0;
}
