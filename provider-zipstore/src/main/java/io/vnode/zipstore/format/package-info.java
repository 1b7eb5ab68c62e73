/** The bytes of zip archives: here the inflater, and random access to what is deflated. */
package io.vnode.zipstore.format;
