/**
 * A conformance suite for file system providers: what POSIX requires of the calls that {@code
 * java.nio.file} makes, and what its Javadoc requires, as checks that know nothing of a provider
 * but what {@link io.vnode.tck.FileSystemUnderTest} says of it.
 */
package io.vnode.tck;
