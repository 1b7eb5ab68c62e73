/**
 * What tests of properties are made of: generators of values, and properties that hold for all of
 * them. Nothing outside this package names the library that does the work.
 */
package io.vnode.testkit;
