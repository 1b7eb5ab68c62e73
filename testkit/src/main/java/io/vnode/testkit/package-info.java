/**
 * What tests of properties are made of: generators of values, and properties that hold for all of
 * them. Nothing outside this package names the library that does the work. And what tests beside
 * the host need of it: a folder, and a user without privileges.
 */
package io.vnode.testkit;
