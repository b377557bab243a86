/** What others build on this project. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
