/**
 * The bytes of zip archives: where an archive is in a file, the tree that its directory describes,
 * the inflater, and random access to what is deflated.
 */
package io.vnode.zipstore.format;
