# What a Ruby program does with files: File, Dir, FileUtils, Find, Tempfile. Runs in /work.
require 'fileutils'
require 'find'
require 'tempfile'
require 'tmpdir'

Dir.chdir('/work')
FileUtils.mkdir_p('tree/a/b')
File.write('tree/a/f.txt', 'hello')
File.open('tree/a/f.txt', 'a+') do |file|
  file.write(' world')
  file.rewind
  puts "a+: #{file.read}"
end
FileUtils.ln_s('f.txt', 'tree/a/link')
puts "ln_s: #{File.readlink('tree/a/link')} #{File.symlink?('tree/a/link')} #{File.read('tree/a/link')}"
FileUtils.ln('tree/a/f.txt', 'hard')
puts "ln: #{File.stat('hard').nlink} #{File.identical?('hard', 'tree/a/f.txt')}"

FileUtils.cp_r('tree', 'copy')
FileUtils.mv('copy', 'moved')
puts "cp_r, mv: #{Dir.exist?('copy')} #{Dir.children('moved/a').sort} #{File.symlink?('moved/a/link')}"
File.rename('tree/a/f.txt', 'tree/a/b/g.txt')
puts "rename: #{Dir.glob('**/*.txt').sort} #{File.exist?('tree/a/link')} #{File.lstat('tree/a/link').ftype}"
puts "glob: #{Dir.glob('tree/**/{b,g*}').sort} #{Dir.glob('*', base: 'moved').sort}"
puts "find: #{Find.find('tree').sort}"

FileUtils.touch('hard', mtime: Time.at(2))
puts "touch: #{File.mtime('hard').to_i} #{File.mtime('tree/a/b/g.txt').to_i}"
FileUtils.touch('new')
puts "touch: #{File.size('new')} #{File.file?('new')}"
File.truncate('hard', 5)
puts "truncate: #{File.read('tree/a/b/g.txt')}"
puts "compare: #{FileUtils.compare_file('hard', 'tree/a/b/g.txt')} #{FileUtils.identical?('new', 'hard')}"

Dir.mktmpdir(nil, '/work') do |directory|
  Tempfile.create('t', directory) do |file|
    file.write('x' * 100_000)
    file.seek(-50_000, IO::SEEK_END)
    puts "Tempfile: #{file.pos} #{file.read.size}"
  end
  puts "mktmpdir: #{Dir.empty?(directory)}"
end

File.open('gone', File::RDWR | File::CREAT | File::EXCL) do |file|
  File.unlink('gone')
  file.write('12345')
  file.flush
  puts "unlinked: #{file.stat.size} #{file.pread(3, 1)}"
end

[
  [:mkdir, -> { Dir.mkdir('tree') }], [:rmdir, -> { Dir.rmdir('tree') }],
  [:unlink, -> { File.unlink('tree') }], [:stat, -> { File.stat('missing') }],
  [:children, -> { Dir.children('hard') }], [:rename, -> { File.rename('tree', 'tree/a/x') }],
  [:read, -> { File.read('tree') }], [:excl, -> { File.open('hard', 'wx') }],
  [:out, -> { File.read('../../../etc/passwd') }]
].each do |name, call|
  call.call
  puts "#{name} succeeded"
rescue SystemCallError => e
  puts "#{name} #{e.class}"
end

FileUtils.rm_rf(%w[tree moved missing])
FileUtils.rm(%w[hard new])
puts "left: #{Dir.children('.')}"
