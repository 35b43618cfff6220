/* A shared module that is no plugin. */
#include <reword/plugin.h>

RW_PLUGIN_EXPORT const int something_else = 1;
