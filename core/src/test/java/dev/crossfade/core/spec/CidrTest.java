package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges agree with plain arithmetic over their first and last address. */
class CidrTest {

    @Property
    void whatIsWrittenIsWhatIsRead(@ForAll("ranges") Cidr range) {
        assertThat(Cidr.parse(range.toString())).isEqualTo(range);
    }

    @Property
    void overlapIsSymmetric(@ForAll("ranges") Cidr one, @ForAll("ranges") Cidr other) {
        assertThat(one.overlaps(other)).isEqualTo(other.overlaps(one));
    }

    @Property
    void overlapAgreesWithFirstAndLastAddress(@ForAll("near") Cidr one, @ForAll("near") Cidr other) {
        boolean apart = last(one).compareTo(other.network()) < 0 || last(other).compareTo(one.network()) < 0;
        assertThat(one.overlaps(other)).isEqualTo(!apart);
    }

    @Property
    void aRangeOverlapsItselfAndBothOfItsHalves(@ForAll("near") Cidr range) {
        assertThat(range.overlaps(range)).isTrue();
        if (range.prefix() < 32) {
            Cidr low = new Cidr(range.network(), range.prefix() + 1, 32);
            Cidr high = new Cidr(last(low).add(BigInteger.ONE), range.prefix() + 1, 32);
            assertThat(range.overlaps(low)).isTrue();
            assertThat(range.overlaps(high)).isTrue();
            assertThat(low.overlaps(high)).isFalse();
        }
    }

    @Property
    void blocksFillTheRange(@ForAll("ranges") Cidr range, @ForAll int seed) {
        int block = range.prefix() + Math.floorMod(seed, range.bits() - range.prefix() + 1);
        BigInteger size = BigInteger.TWO.pow(range.bits() - block);
        assertThat(range.blocks(block).multiply(size))
                .isEqualTo(last(range).subtract(range.network()).add(BigInteger.ONE));
    }

    @Test
    void aRangeHoldsNoBlockLargerThanItself() {
        assertThat(Cidr.parse("10.0.0.0/24").blocks(23)).isZero();
        assertThat(Cidr.parse("10.0.0.0/24").blocks(33)).isZero();
    }

    @Test
    void rangesOfDifferentFamiliesNeverOverlap() {
        assertThat(Cidr.parse("0.0.0.0/0").overlaps(Cidr.parse("::/0"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "FD00:0:0:0::/64, fd00::/64",
        "0:0:0:0:0:0:0:0/0, ::/0",
        "2001:db8:0:0:1:0:0:0/112, 2001:db8:0:0:1::/112",
        "2001:db8:0:1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
        "::1/128, ::1/128",
        "0.0.0.0/0, 0.0.0.0/0",
    })
    void isWrittenInItsShortestForm(String given, String canonical) {
        assertThat(Cidr.parse(given)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "010.0.0.1/32",
                "10.1/16",
                "10.0.0.1/24",
                " 10.0.0.0/24",
                "10.0.0.0/24 ",
                "10.0.0.0/ 24",
                "10.0.0.0/024",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.256/32",
                "10.0.0.0.0/24",
                "0x0a.0.0.0/8",
                "١٠.0.0.0/8",
                "fd00::1/64",
                "fd00::/129",
                "fd00::1::/64",
                "fd00:/64",
                "1:2:3:4:5:6:7/128",
                "1:2:3:4:5:6:7:8::/128",
                ":::/0",
                "12345::/16",
                "::ffff:10.0.0.1/128",
                "fe80::%eth0/64",
            })
    void refusesWhatOtherReadersWouldTakeForSomethingElse(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Cidr> ranges() {
        return Arbitraries.of(32, 128)
                .flatMap(bits -> Arbitraries.integers()
                        .between(0, bits)
                        .flatMap(prefix -> Arbitraries.bigIntegers()
                                .between(
                                        BigInteger.ZERO,
                                        BigInteger.TWO.pow(prefix).subtract(BigInteger.ONE))
                                .map(network -> new Cidr(network.shiftLeft(bits - prefix), prefix, bits))));
    }

    /** IPv4 ranges so close together that about half of the pairs overlap. */
    @Provide
    Arbitrary<Cidr> near() {
        return Arbitraries.integers()
                .between(26, 32)
                .flatMap(prefix -> Arbitraries.integers()
                        .between(0, (1 << (prefix - 25)) - 1)
                        .map(index -> new Cidr(
                                BigInteger.valueOf(0x0a000000L).add(BigInteger.valueOf((long) index << (32 - prefix))),
                                prefix,
                                32)));
    }

    private static BigInteger last(Cidr range) {
        return range.network()
                .add(BigInteger.TWO.pow(range.bits() - range.prefix()))
                .subtract(BigInteger.ONE);
    }

    @Test
    void halvesFillTheWholeAndContainmentGoesOneWay() {
        Cidr whole = Cidr.parse("10.245.0.0/16");
        assertThat(whole.halves()).extracting(Cidr::toString).containsExactly("10.245.0.0/17", "10.245.128.0/17");
        assertThat(whole.halves()).allMatch(whole::contains).noneMatch(half -> half.contains(whole));
        assertThat(Cidr.parse("fd00::1/128").halves()).isEmpty();
        assertThat(whole.contains(Cidr.parse("fd00::/104"))).isFalse();
    }

    @Test
    void sloppyRangesLoseTheirHostBitsAndNothingElse() {
        assertThat(Cidr.sloppy("10.1.2.3/8")).isEqualTo(Cidr.parse("10.0.0.0/8"));
        assertThat(Cidr.sloppy("10.1.2.3/32")).isEqualTo(Cidr.parse("10.1.2.3/32"));
        assertThatThrownBy(() -> Cidr.sloppy("10.1.2.3/33")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cidr.parse("10.1.2.3/8")).hasMessageContaining("host bits");
    }
}
