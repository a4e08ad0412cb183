// The Glibc module does not have it (xattr(7)).
#include <sys/xattr.h>
