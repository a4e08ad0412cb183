import Testing

@testable import Sandboxing

/// Texts of /proc/self/mountinfo as machines have them, with numbers and devices changed.
@Suite struct HostMountsTests {
    private func folders(_ mountInfo: String, files: Set<String> = []) -> [String] {
        HostMounts.separateFolders(in: mountInfo) { !files.contains($0) }
    }

    @Test func aMachineWithOneFileSystemHasNone() {
        let text = """
            22 27 0:21 / /proc rw,relatime - proc proc rw
            23 27 0:22 / /sys rw,relatime - sysfs sysfs rw
            24 27 0:6 / /dev rw,relatime - devtmpfs devtmpfs rw,size=12334460k,nr_inodes=3083615,mode=755
            25 24 0:23 / /dev/shm rw,relatime - tmpfs tmpfs rw,size=24684084k
            27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
            31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
            """
        #expect(folders(text) == [])
    }

    @Test func separateFoldersAreFoundParentsFirst() {
        let text = """
            29 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
            40 29 8:5 / /var/lib rw,relatime shared:21 master:3 - xfs /dev/sda5 rw,attr2
            38 29 8:3 / /usr ro,nodev shared:19 - ext4 /dev/sda3 ro
            39 29 8:4 / /var rw,relatime shared:20 - btrfs /dev/sda4 rw,subvol=/var
            41 29 8:6 / /home rw - zfs tank/home rw
            """
        #expect(folders(text) == ["/home", "/usr", "/var", "/var/lib"])
    }

    @Test func foldersThatTheNodeReplacesAreLeftOut() {
        let text = """
            1 0 8:2 / / rw - ext4 /dev/sda2 rw
            2 1 8:3 / /tmp rw - ext4 /dev/sda3 rw
            3 1 8:4 / /run/media/disk rw - ext4 /dev/sdb1 rw
            4 1 8:5 / /storage rw - ext4 /dev/sdb2 rw
            5 1 8:6 / /dev/disk rw - ext4 /dev/sdb2 rw
            6 1 8:7 / /storages rw - ext4 /dev/sdb3 rw
            """
        #expect(folders(text) == ["/storages"])
    }

    @Test func pseudoAndNetworkFileSystemsAreLeftOut() {
        let text = """
            1 0 8:2 / / rw - ext4 /dev/sda2 rw
            2 1 0:50 / /mnt/net rw - nfs4 server:/export rw
            3 1 0:51 / /var/lib/lxcfs rw - fuse.lxcfs lxcfs rw
            4 1 0:52 / /boot/efi rw - vfat /dev/sda1 rw
            5 1 0:53 / /opt/tools ro - tmpfs tools ro,size=4k
            6 1 0:54 / /snap/core/1 ro - squashfs /dev/loop0 ro
            """
        #expect(folders(text) == [])
    }

    @Test func aContainersRootAndItsBoundFilesAreNoSeparateFolders() {
        let text = """
            700 600 0:60 / / rw,relatime - overlay overlay rw,lowerdir=/a:/b,upperdir=/c,workdir=/d
            701 700 0:61 / /proc rw - proc proc rw
            702 700 8:1 /var/lib/docker/containers/1/resolv.conf /etc/resolv.conf rw - ext4 /dev/sda1 rw
            703 700 8:1 /var/lib/docker/containers/1/hosts /etc/hosts rw - ext4 /dev/sda1 rw
            704 700 8:1 /home/me/src /srv rw - ext4 /dev/sda1 rw
            """
        #expect(folders(text, files: ["/etc/resolv.conf", "/etc/hosts"]) == ["/srv"])
    }

    @Test func escapedNamesAreReadAndEachPlaceIsNamedOnce() {
        let text = #"""
            1 0 8:2 / / rw - ext4 /dev/sda2 rw
            2 1 8:3 / /my\040disk\011x rw - ext4 /dev/sdb1 rw
            3 1 8:4 / /my\040disk\011x rw - ext4 /dev/sdc1 rw
            """#
        #expect(folders(text) == ["/my disk\tx"])
    }

    /// These characters separate the options of an overlay, so it could not be mounted.
    @Test(arguments: [#"/odd\9"#, #"/a\134b"#, "/a:b"])
    func placesThatAnOverlayCannotNameAreLeftOut(point: String) {
        #expect(folders("2 1 8:3 / \(point) rw - ext4 /dev/sdb1 rw") == [])
    }

    @Test(arguments: ["", "\n\n", "-", "1 0 8:2 / / rw", "1 0 8:2 / /usr rw -", " - - - - - - -"])
    func linesThatAreNoMountsAreLeftOut(text: String) {
        #expect(folders(text) == [])
    }
}
