package io.github.helpcrunchjdbc.plan.calcite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import io.github.helpcrunchjdbc.plan.calcite.query.FixedRelBuilder;
import io.github.helpcrunchjdbc.plan.calcite.query.KeptTypes;
import io.github.helpcrunchjdbc.plan.calcite.query.Retyping;
import io.github.helpcrunchjdbc.plan.calcite.query.UnsoundRules;
import io.github.helpcrunchjdbc.plan.calcite.size.FlatSets;
import io.github.helpcrunchjdbc.plan.calcite.size.ListLookup;
import io.github.helpcrunchjdbc.plan.calcite.size.LongConditions;
import io.github.helpcrunchjdbc.plan.calcite.size.LongExtremes;
import io.github.helpcrunchjdbc.plan.calcite.size.LongLists;
import io.github.helpcrunchjdbc.plan.calcite.size.Outlined;
import io.github.helpcrunchjdbc.plan.calcite.size.OutlinedFunction;
import io.github.helpcrunchjdbc.plan.calcite.size.Outliner;
import io.github.helpcrunchjdbc.plan.calcite.value.Casts;
import io.github.helpcrunchjdbc.plan.calcite.value.ExtractRanges;
import io.github.helpcrunchjdbc.plan.calcite.value.RetypedFunctions;
import io.github.helpcrunchjdbc.plan.calcite.value.RoundedTimes;
import io.github.helpcrunchjdbc.plan.calcite.value.SafeDateRanges;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.DataContexts;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.DateRangeRules;
import org.apache.calcite.rel.rules.SingleValuesOptimizationRules;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutable;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.FrameworkConfig;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.Planner;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.Sarg;
import org.apache.calcite.util.TimestampString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What plain Calcite makes of plans and expressions where the driver mends it. A test that goes red
 * after an upgrade says that its mend may go.
 */
class TestCalciteRules {
  private static final RexBuilder REX = new RexBuilder(new JavaTypeFactoryImpl());
  private static final RexSimplify SIMPLIFY =
      new RexSimplify(REX, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR);
  private static final RelDataType INTEGER =
      REX.getTypeFactory().createSqlType(SqlTypeName.INTEGER);
  private static final RelDataType BOOLEAN =
      REX.getTypeFactory().createSqlType(SqlTypeName.BOOLEAN);
  private static final RelDataType VARCHAR =
      REX.getTypeFactory().createSqlType(SqlTypeName.VARCHAR);
  private static final RexNode TIME =
      REX.makeInputRef(REX.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP, 3), 0);
  private static final RexNode NUMBER = REX.makeInputRef(INTEGER, 0);

  /** The standard has both, and each of Calcite's two rules one of them. */
  @Test
  @MendedBy(Casts.class)
  void neitherRuleHasAllCasts() {
    assertThat(SqlTypeCoercionRule.lenientInstance().getTypeMapping().get(SqlTypeName.INTEGER))
        .contains(SqlTypeName.BOOLEAN)
        .doesNotContain(SqlTypeName.INTERVAL_DAY);
    assertThat(SqlTypeCoercionRule.instance().getTypeMapping().get(SqlTypeName.INTEGER))
        .doesNotContain(SqlTypeName.BOOLEAN)
        .contains(SqlTypeName.INTERVAL_DAY);
  }

  /** In capitals it is SS, and the longest piece of a text is no measure of the others. */
  @Test
  @MendedBy(RetypedFunctions.class)
  void textsAreSaidToBeAsLongAsTheirOperands() {
    RexNode capital = REX.makeCall(SqlStdOperatorTable.UPPER, REX.makeLiteral("ß"));
    RexNode pieces =
        REX.makeCall(
            SqlLibraryOperators.STRING_TO_ARRAY, REX.makeLiteral("a,bcd"), REX.makeLiteral(","));
    assertThat(capital.getType()).hasToString("CHAR(1)");
    assertThat(pieces.getType()).hasToString("CHAR(5) ARRAY");
  }

  /** Of 1, 2, 3 the first two are 1, 2, and all but the first of those is 2. */
  @Test
  @MendedBy(FixedRelBuilder.class)
  void anOffsetOfALimitComesBeforeIt() {
    RelBuilder builder = builder();
    RelNode limited = builder.values(new String[] {"a"}, 1, 2, 3).limit(0, 2).limit(1, -1).build();
    assertThat(limited.explain()).startsWith("LogicalSort(offset=[1], fetch=[2])");
  }

  /** A comparison of what can't be NULL is never NULL, however its type was told. */
  @Test
  @MendedBy({FixedRelBuilder.class, Retyping.class})
  void aTypeThatIsNullableForNothingIsAContradiction() {
    RexCall comparison = (RexCall) is(SqlStdOperatorTable.EQUALS, NUMBER, number(7));
    RexNode nullable =
        comparison.clone(
            REX.getTypeFactory().createTypeWithNullability(BOOLEAN, true), comparison.operands);
    RexNode isNull = REX.makeCall(SqlStdOperatorTable.IS_NULL, nullable);
    assertThatThrownBy(() -> SIMPLIFY.simplifyUnknownAsFalse(isNull))
        .isInstanceOf(AssertionError.class);
  }

  /** Before 13:00 of a day a rounded time is before the next day. */
  @Test
  @MendedBy({SafeDateRanges.class, RoundedTimes.class})
  void anHourAfterNoonIsOneBeforeIt() {
    RexNode rounded =
        REX.makeCall(
            TIME.getType(),
            SqlStdOperatorTable.FLOOR,
            List.of(TIME, REX.makeFlag(TimeUnitRange.DAY)));
    RexNode noon = REX.makeTimestampLiteral(new TimestampString("2024-04-01 13:00:00"), 3);
    assertThat(ranges(is(SqlStdOperatorTable.LESS_THAN, rounded, noon)))
        .isEqualTo("<($0, 2024-04-02 12:00:00)");
  }

  /** Each month is one before the 13th. */
  @Test
  @MendedBy({SafeDateRanges.class, ExtractRanges.class})
  void noMonthIsBeforeOneThatDoesNotExist() {
    RexNode year = is(SqlStdOperatorTable.EQUALS, part(TimeUnitRange.YEAR), number(2024));
    RexNode month = is(SqlStdOperatorTable.LESS_THAN, part(TimeUnitRange.MONTH), number(13));
    assertThat(ranges(is(SqlStdOperatorTable.AND, year, month))).contains("false");
  }

  @ParameterizedTest
  @EnumSource(names = {"WEEK", "QUARTER"})
  @MendedBy(SafeDateRanges.class)
  void thereAreNoRangesOfSomeUnits(TimeUnitRange unit) {
    RexNode rounded =
        REX.makeCall(TIME.getType(), SqlStdOperatorTable.FLOOR, List.of(TIME, REX.makeFlag(unit)));
    RexNode day = REX.makeTimestampLiteral(new TimestampString("2024-04-01 00:00:00"), 3);
    assertThatThrownBy(() -> ranges(is(SqlStdOperatorTable.EQUALS, rounded, day)))
        .isInstanceOf(NullPointerException.class);
  }

  /** Twice as many branches make four times as large a condition. */
  @Test
  @MendedBy(LongConditions.class)
  void aCaseGrowsByTheSquareOfItsBranches() {
    assertThat(sizeOfCase(40)).isGreaterThan(3 * sizeOfCase(20));
  }

  private static int sizeOfCase(int branches) {
    List<RexNode> operands = new ArrayList<>();
    for (int i = 0; i < 2 * branches; i++) {
      operands.add(REX.makeInputRef(BOOLEAN, i));
    }
    operands.add(REX.makeLiteral(false));
    RexNode cases = REX.makeCall(SqlStdOperatorTable.CASE, operands);
    return SIMPLIFY.simplifyUnknownAsFalse(cases).nodeCount();
  }

  /** Twice as many operands make four times as large an expression. */
  @Test
  @MendedBy(LongExtremes.class)
  void theGreatestGrowsByTheSquareOfItsOperands() throws Exception {
    assertThat(sizeOfGreatest(20)).isGreaterThan(3 * sizeOfGreatest(10));
  }

  private static int sizeOfGreatest(int operands) throws Exception {
    String list =
        IntStream.range(0, operands).mapToObj(i -> "a + " + i).collect(Collectors.joining(", "));
    FrameworkConfig postgresql =
        Frameworks.newConfigBuilder()
            .defaultSchema(Frameworks.createRootSchema(true))
            .operatorTable(
                SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
                    SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL))
            .build();
    try (Planner planner = Frameworks.getPlanner(postgresql)) {
      SqlNode query = planner.parse("SELECT GREATEST(" + list + ") FROM (VALUES 1) AS t(a)");
      RelNode rel = planner.rel(planner.validate(query)).rel;
      return ((Project) rel).getProjects().get(0).nodeCount();
    }
  }

  /** A UNION of three is left to merge again. */
  @Test
  @MendedBy(FlatSets.class)
  void unionsAreMergedTwoAtATime() {
    RelBuilder builder = RelBuilder.create(Frameworks.newConfigBuilder().build());
    RelNode nested = builder.values(new String[] {"a"}, 1).build();
    for (int i = 2; i < 5; i++) {
      RelNode other = builder.values(new String[] {"a"}, i).build();
      nested = LogicalUnion.create(List.of(nested, other), true);
    }
    HepPlanner once =
        new HepPlanner(
            HepProgram.builder().addMatchLimit(1).addRuleInstance(CoreRules.UNION_MERGE).build());
    once.setRoot(nested);
    assertThat(once.findBestExp().getInputs()).hasSize(3);
    assertThat(FlatSets.of(nested).getInputs()).hasSize(4);
  }

  /** Twice as many values are looked at four times as often. */
  @Test
  @MendedBy(LongLists.class)
  void aListIsLookedAtByTheSquareOfItsLength() {
    assertThat(looksAtList(40)).isGreaterThan(3 * looksAtList(20));
  }

  private static int looksAtList(int length) {
    int[] looks = new int[1];
    RexNode field =
        new RexInputRef(0, INTEGER) {
          @Override
          public RelDataType getType() {
            looks[0]++;
            return super.getType();
          }

          @Override
          public boolean equals(Object other) {
            looks[0]++;
            return super.equals(other);
          }

          @Override
          public int hashCode() {
            looks[0]++;
            return super.hashCode();
          }
        };
    RexNode list =
        REX.makeCall(
            SqlStdOperatorTable.OR,
            IntStream.range(0, length)
                .mapToObj(i -> is(SqlStdOperatorTable.EQUALS, field, number(i)))
                .toList());
    SIMPLIFY.simplifyUnknownAsFalse(list);
    return looks[0];
  }

  /** All comparisons stand in one method, of which the JVM takes 64 KB. */
  @Test
  @MendedBy(ListLookup.class)
  void aSearchIsOneMethod() {
    ImmutableRangeSet<BigDecimal> points =
        ImmutableRangeSet.copyOf(
            IntStream.range(0, 50)
                .mapToObj(i -> Range.singleton(BigDecimal.valueOf(2L * i)))
                .toList());
    RexNode sarg = REX.makeSearchArgumentLiteral(Sarg.of(RexUnknownAs.UNKNOWN, points), INTEGER);
    assertThat(methods(is(SqlStdOperatorTable.SEARCH, NUMBER, sarg))).isEqualTo(1);
  }

  @Test
  @MendedBy({Outliner.class, OutlinedFunction.class, Outlined.class})
  void aCaseIsOneMethod() {
    List<RexNode> operands = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      operands.add(is(SqlStdOperatorTable.EQUALS, NUMBER, number(i)));
      operands.add(number(i + 1));
    }
    operands.add(number(0));
    assertThat(methods(REX.makeCall(SqlStdOperatorTable.CASE, operands))).isEqualTo(1);
  }

  private static int methods(RexNode expression) {
    RelDataType row = REX.getTypeFactory().builder().add("a", INTEGER).build();
    RexExecutable code = RexExecutorImpl.getExecutable(REX, List.of(expression), row);
    return code.getSource().split("public ", -1).length - 1;
  }

  /** What can be worked out is 2. */
  @Test
  @MendedBy(SoundExecutor.class)
  void nothingIsWorkedOutBesideWhatFails() {
    RexNode sum = is(SqlStdOperatorTable.PLUS, number(1), number(1));
    RexNode failing = is(SqlStdOperatorTable.DIVIDE, number(1), number(0));
    List<RexNode> reduced = new ArrayList<>();
    new RexExecutorImpl(DataContexts.EMPTY).reduce(REX, List.of(sum, failing), reduced);
    assertThat(reduced).containsExactly(sum, failing);
  }

  @Test
  @MendedBy(UnsoundRules.class)
  void aTableOfOneRowIsTakenForItsLiterals() {
    RelBuilder builder = builder();
    RelDataType row =
        builder
            .getTypeFactory()
            .builder()
            .add("s", builder.getTypeFactory().createTypeWithNullability(VARCHAR, true))
            .build();
    RelNode many = builder.values(new String[] {"a"}, 1, 2).build();
    RelNode one = builder.values(List.of(List.of(REX.makeLiteral("xyz"))), row).build();
    RelNode join =
        builder.push(many).push(one).join(JoinRelType.INNER, builder.literal(true)).build();
    assertThatThrownBy(() -> apply(SingleValuesOptimizationRules.JOIN_RIGHT_INSTANCE, join))
        .isInstanceOf(AssertionError.class);
  }

  /** One row that has two partners is one row of a semi-join. */
  @Test
  @MendedBy(UnsoundRules.class)
  void aRowIsKeptForEachPartner() {
    RelBuilder builder = builder();
    builder.values(new String[] {"a"}, 1).values(new String[] {"b"}, 1, 1);
    RelNode join =
        builder
            .semiJoin(builder.equals(builder.field(2, 0, "a"), builder.field(2, 1, "b")))
            .build();
    RelNode applied = apply(SingleValuesOptimizationRules.JOIN_LEFT_INSTANCE, join);
    assertThat(applied.explain()).contains("{ 1 }, { 1 }").doesNotContain("Join", "Aggregate");
  }

  /** By the second key alone nothing is in order. */
  @Test
  @MendedBy(UnsoundRules.class)
  void whatIsComputedOfASecondKeyIsSaidToBeInOrder() {
    RelBuilder builder = builder();
    builder.values(new String[] {"a", "b"}, 1, 9, 2, 1).sort(0, 1);
    RelNode computed = builder.project(builder.cast(builder.field(1), SqlTypeName.BIGINT)).build();
    assertThat(computed.getCluster().getMetadataQuery().collations(computed)).hasToString("[[0]]");
  }

  /** No row is left by the filter, so that either is true of it. */
  @Test
  @MendedBy(KeptTypes.class)
  void aColumnComparedWithNullIsTakenForNullWhateverItsType() {
    RelBuilder builder = builder();
    builder
        .values(new String[] {"a", "b"}, 1, 2, 3, 4)
        .aggregate(builder.groupKey("a"), builder.count());
    RexNode count = builder.field(1);
    RexNode unknown =
        REX.makeAbstractCast(
            REX.getTypeFactory().createTypeWithNullability(count.getType(), true),
            REX.makeNullLiteral(INTEGER),
            false);
    RelNode none =
        LogicalFilter.create(builder.build(), is(SqlStdOperatorTable.EQUALS, unknown, count));
    RelNode shown = LogicalProject.create(none, List.of(), List.of(count), List.of("n"), Set.of());
    assertThatThrownBy(() -> apply(CoreRules.PROJECT_REDUCE_EXPRESSIONS, shown))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("BIGINT NOT NULL");
  }

  private static RelNode apply(RelOptRule rule, RelNode rel) {
    HepPlanner planner = new HepPlanner(HepProgram.builder().addRuleInstance(rule).build());
    planner.setExecutor(RexUtil.EXECUTOR);
    planner.setRoot(rel);
    return planner.findBestExp();
  }

  private static RelBuilder builder() {
    SchemaPlus empty = Frameworks.createRootSchema(false);
    return RelBuilder.create(Frameworks.newConfigBuilder().defaultSchema(empty).build());
  }

  private static String ranges(RexNode condition) {
    return DateRangeRules.replaceTimeUnits(REX, condition, "UTC").toString();
  }

  private static RexNode part(TimeUnitRange unit) {
    return REX.makeCall(
        REX.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
        SqlStdOperatorTable.EXTRACT,
        List.of(REX.makeFlag(unit), TIME));
  }

  private static RexNode number(int value) {
    return REX.makeExactLiteral(BigDecimal.valueOf(value));
  }

  private static RexNode is(SqlOperator operator, RexNode... operands) {
    return REX.makeCall(operator, operands);
  }
}
