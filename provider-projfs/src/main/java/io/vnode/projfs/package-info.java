/**
 * Projections: a tree of directories that is put together from files and directories of any other
 * file systems. It is the specification of a projected file system, and the mount table.
 *
 * <p>A projection has three kinds of entries. A <em>directory</em> exists in the projection alone,
 * and what is in it never changes. A <em>file</em> is one of another file system: reads, writes and
 * attributes are those of its source. A <em>portal</em> shows what is in a directory of another
 * file system: in it files come, go and move, and none moves out. Files and portals are read-only
 * or not, and names in a portal can be protected besides.
 *
 * <p>{@link io.vnode.projfs.ProjFs#builder} makes one; {@code projfs:game.pdl} and {@link
 * io.vnode.projfs.ProjFs#open} open one that a text describes, in the language of {@code
 * docs/PDL.md}. {@link io.vnode.projfs.ProjReview} says what such a text is worth, and opens none.
 *
 * <h2>Settings</h2>
 *
 * <p>Keys of {@code env} in capital letters are the variables of the definition. The others are:
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><th>key</th><th>value</th></tr>
 * <tr><td>{@code strict}</td><td>{@code on}: each directory must be declared; {@code off}, as it is
 * when nothing is said: what is missing above an entry is made</td></tr>
 * <tr><td>{@code lazy}</td><td>{@code on}: a source may come later: its entry is listed, is not there
 * for whoever touches it, and is found once the source has come; {@code off}, as it is when nothing
 * is said: a source that is missing is an error</td></tr>
 * <tr><td>{@code symlinks}</td><td>{@code resolve}, as it is when nothing is said: a link in a
 * portal leads where its text leads to in the projection; {@code refuse}: nowhere</td></tr>
 * <tr><td>{@code security}</td><td>{@code refuse}, as it is when nothing is said: owners and
 * permissions cannot be changed; {@code allow}: where something can be written they can</td></tr>
 * <tr><td>{@code userAttributes}</td><td>{@code refuse}, as it is when nothing is said: there are
 * none, and none can be set; {@code allow}: they are those of the source</td></tr>
 * <tr><td>{@code cache}</td><td>for how long attributes in portals, and where names lead there, are
 * taken to be what they were, as {@code 500 ms} or {@code 2 s}; {@code 0}, as it is when nothing is
 * said: the source is asked each time. What the projection changes itself is seen at once</td></tr>
 * <tr><td>{@code provider}</td><td>{@code projfs}: asks for this provider, for a path</td></tr>
 * </table>
 */
package io.vnode.projfs;
