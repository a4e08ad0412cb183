/// A file by which a neighbour of the puller takes the space of a disk.
enum DiskFiller {
    /// The script that leaves as many bytes as a smaller disk would have.
    ///
    /// What the disk itself needs counts as used, as in df(1). More is asked for than there is while others write too,
    /// so it asks again with less.
    static func shrink(to bytes: Int) -> String {
        """
        take() {
            set -- $(stat -f -c '%S %b %f' "$STORAGE")
            count=$(($1 * $3 - \(bytes) + $1 * ($2 - $3)))
            [ $count -le 0 ] || fallocate -l $count "\(file)" 2>/dev/null
        }
        """ + "\n" + ShellLoop.until("take", most: 100, problem: "$count bytes cannot be taken from the storage")
    }

    /// The script that gives the space back.
    static let free = #"rm -f "\#(file)""#

    /// In the folder of the storage, where nobody looks for it.
    private static let file = "$STORAGE/.$MARK"
}
