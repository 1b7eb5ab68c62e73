<?php
// What a PHP program does with files: streams, directories, links, SPL iterators. Runs in /work.
chdir('/work');
mkdir('tree/a/b', 0777, true);
file_put_contents('tree/a/f.txt', 'hello');
$file = fopen('tree/a/f.txt', 'a+');
fwrite($file, ' world');
rewind($file);
echo 'a+: ', fread($file, 100), "\n";
fclose($file);
file_put_contents('tree/a/f.txt', "\nmore", FILE_APPEND | LOCK_EX);
echo 'file: ', json_encode(file('tree/a/f.txt', FILE_IGNORE_NEW_LINES)), "\n";

symlink('f.txt', 'tree/a/link');
echo 'symlink: ', readlink('tree/a/link'), ' ', filesize('tree/a/link'), ' ', lstat('tree/a/link')['size'], "\n";
link('tree/a/f.txt', 'hard');
echo 'link: ', stat('hard')['nlink'], ' ', fileinode('hard') === fileinode('tree/a/f.txt') ? 'same' : 'other', "\n";
rename('tree/a/f.txt', 'tree/a/b/g.txt');
clearstatcache();
echo 'rename: ', json_encode([file_exists('tree/a/f.txt'), is_link('tree/a/link'), is_file('tree/a/link')]), "\n";
copy('hard', 'copy');
$file = fopen('copy', 'r+');
ftruncate($file, 5);
fseek($file, 0, SEEK_END);
fwrite($file, '!');
fclose($file);
echo 'copy: ', file_get_contents('copy'), ' ', strlen(file_get_contents('hard')), "\n";

$names = [];
foreach (new RecursiveIteratorIterator(
        new RecursiveDirectoryIterator('tree', FilesystemIterator::SKIP_DOTS),
        RecursiveIteratorIterator::SELF_FIRST) as $name => $entry) {
    $names[] = $name . ($entry->isDir() ? '/' : '');
}
sort($names);
echo 'walk: ', implode(' ', $names), "\n";
echo 'scandir: ', implode(' ', scandir('/work')), "\n";
echo 'glob: ', implode(' ', glob('/work/*o*')), "\n";

$file = tmpfile();
echo 'tmpfile: ';
if ($file) {
    fwrite($file, str_repeat('x', 100000));
    fseek($file, 50000);
    echo strlen(stream_get_contents($file)), "\n";
    fclose($file);
} else {
    echo "none\n";
}
$name = tempnam('/work', 't');
echo 'tempnam: ', filesize($name), ' ', dirname($name), "\n";
touch($name, 2);
clearstatcache();
echo 'touch: ', filemtime($name), "\n";
unlink($name);

foreach (['mkdir' => ['tree'], 'rmdir' => ['tree'], 'unlink' => ['tree'], 'fopen' => ['missing', 'r'],
          'opendir' => ['hard'], 'readlink' => ['hard']] as $call => $arguments) {
    error_clear_last();
    @$call(...$arguments);
    echo $call, ': ', preg_replace('/^.*: /', '', error_get_last()['message'] ?? 'succeeded'), "\n";
}

unlink('tree/a/b/g.txt');
unlink('tree/a/link');
array_map('rmdir', ['tree/a/b', 'tree/a', 'tree']);
array_map('unlink', ['hard', 'copy']);
echo 'left: ', implode(' ', scandir('.')), "\n";
