// The module is its header; SwiftPM wants a file to compile.
#include "CScan.h"
