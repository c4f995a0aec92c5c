package dev.crossfade.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.spec.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a range without its exceptions meets, compared with a count of every single address. */
class IpBlockTest {

    @Test
    void whatARangeMeetsIsWhatCountingItsAddressesSays() {
        Random random = new Random(20240817);
        int met = 0;
        for (int i = 0; i < 20_000; i++) {
            Cidr range = cidr(random);
            List<Cidr> except = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                except.add(cidr(random));
            }
            Cidr other = cidr(random);
            boolean expected = IntStream.range(0, 16)
                    .mapToObj(address -> Cidr.parse("10.0.0." + address + "/32"))
                    .anyMatch(address -> range.contains(address)
                            && other.contains(address)
                            && except.stream().noneMatch(exception -> exception.contains(address)));
            assertThat(new IpBlock(range, except).meets(other))
                    .as(range + " except " + except + " and " + other)
                    .isEqualTo(expected);
            met += expected ? 1 : 0;
        }
        assertThat(met).isBetween(2_000, 18_000);
    }

    @Test
    void everythingMeetsEverythingOfItsFamilyAlone() {
        IpBlock all = new IpBlock(Cidr.parse("0.0.0.0/0"), List.of());
        assertThat(all.meets(Cidr.parse("192.168.0.0/16"))).isTrue();
        assertThat(all.meets(Cidr.parse("fd00::/8"))).isFalse();
        assertThat(new IpBlock(Cidr.parse("::/0"), List.of(Cidr.parse("fd00::/8"))).meets(Cidr.parse("fd00::/104")))
                .isFalse();
    }

    private static Cidr cidr(Random random) {
        return Cidr.sloppy("10.0.0." + random.nextInt(16) + "/" + (28 + random.nextInt(5)));
    }
}
