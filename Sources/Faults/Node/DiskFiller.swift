/// A file by which a neighbour of the puller takes the space of a disk.
enum DiskFiller {
    /// The script that leaves as many bytes as a smaller disk would have.
    ///
    /// File systems keep some free blocks for themselves, which nobody gets. So it asks for less until it gets it.
    static func shrink(to bytes: Int) -> String {
        """
        set -- $(stat -f -c '%S %b %f' "$STORAGE")
        room=$((\(bytes) - $1 * ($2 - $3)))
        [ $room -gt 0 ] || room=0
        count=$(($1 * $3 - room + 1048576))
        """ + "\n"
            + ShellLoop.until(
                """
                {
                    count=$((count - 1048576))
                    rm -f "\(file)"
                    [ $count -le 0 ] || fallocate -l $count "\(file)" 2>/dev/null
                }
                """, most: 200, problem: "$count bytes cannot be taken from the storage")
    }

    /// The script that gives the space back.
    static let free = #"rm -f "\#(file)""#

    /// In the folder of the storage, where nobody looks for it.
    private static let file = "$STORAGE/.$MARK"
}
