import { shapley } from "./shapley.ts";

/** A figure of the period before and the one after. */
export type Pair = readonly [before: number, after: number];

/** Services of one kind, counted in one unit, before and after. */
export interface ServiceCell {
  services: Pair;
  /** Dollars allowed on them. */
  priced: Pair;
  /** What the plan paid of these. */
  paid: Pair;
  /** The services of before at the unit prices of after, and those of after at the prices of before, code by code. */
  crossPriced: Pair;
  /** Services and dollars of the codes that one period alone has: at their own price in both. */
  added: { services: number; priced: number };
  dropped: { services: number; priced: number };
  /** Member months of each group of people and the dollars allowed on their services. */
  groups: readonly { members: Pair; priced: Pair }[];
}

/** What each cause adds to plan paid for each member month. */
export interface CellEffects {
  price: number;
  use: number;
  /** Dearer or cheaper services among those of both periods. */
  mix: number;
  /** Services of one period alone being dearer or cheaper than the rest. */
  added: number;
  demography: number;
  planShare: number;
}

const [demography, use, mix, price, planShare] = [0, 1, 2, 3, 4];

/**
 * Splits the change of plan paid for each member month of one kind of service, without remainder, by the Shapley value
 * (Das Gupta's decomposition) of the five factors in
 * paid ÷ M = (Σ_g w_g v_g) × (Σ_i s_i p_i) × q, with w_g the groups' shares of member months M; v_g the services for each member of a group,
 * each service weighed by its price beside the mean price; s_i a code's share of services; p_i its unit price;
 * q the plan's share, paid ÷ allowed. Σ_g w_g v_g is services ÷ M, and Σ_i s_i p_i the mean price.
 * A code of one period alone has its price in both, so that it moves mix and not price: `added` is what such codes cost
 * above or below the mean price. A group of one period alone has its use in both. Where one of the periods has no
 * services at all, the whole change is `added`.
 * @param totalMembers all member months, before and after, above zero.
 * @returns dollars for each member month; together paid after ÷ M₁ − paid before ÷ M₀.
 * @throws RangeError where there are no members.
 * Source: P. Das Gupta, Standardization and Decomposition of Rates: A User's Manual, U.S. Census Bureau P23-186, 1993.
 */
export function pmpmChange(cell: ServiceCell, totalMembers: Pair): CellEffects {
  if (!(totalMembers[0] > 0 && totalMembers[1] > 0)) throw new RangeError("both periods must have members");
  const whole = cell.paid[1] / totalMembers[1] - cell.paid[0] / totalMembers[0];
  if (!canSplit(cell)) return { price: 0, use: 0, mix: 0, added: whole, demography: 0, planShare: 0 };
  const [n0, n1] = cell.services;
  const volume = volumes(cell, totalMembers);
  const meanPrice = [
    [cell.priced[0] / n0, cell.crossPriced[0] / n0],
    [cell.crossPriced[1] / n1, cell.priced[1] / n1],
  ];
  const share = [cell.paid[0] / cell.priced[0], cell.paid[1] / cell.priced[1]];
  const at = (turned: number, factor: number) => (turned >> factor) & 1;
  const around = (turned: number) =>
    (volume[at(turned, demography)]?.[at(turned, use)] ?? 0) * (share[at(turned, planShare)] ?? 0);
  const effects = shapley(5, (turned) => around(turned) * (meanPrice[at(turned, mix)]?.[at(turned, price)] ?? 0));
  /* what one dollar more of mean price by mix would add */
  const worth = shapley(5, (turned) => around(turned) * at(turned, mix))[mix] ?? 0;
  const usual = (cell.priced[0] / n0 + cell.priced[1] / n1) / 2;
  const above = ({ services, priced }: ServiceCell["added"], all: number) => (priced - services * usual) / all;
  const added = worth * (above(cell.added, n1) - above(cell.dropped, n0));
  return {
    price: effects[price] ?? 0,
    use: effects[use] ?? 0,
    mix: (effects[mix] ?? 0) - added,
    added,
    demography: effects[demography] ?? 0,
    planShare: effects[planShare] ?? 0,
  };
}

function canSplit({ services, priced }: ServiceCell): boolean {
  return services[0] > 0 && services[1] > 0 && priced[0] > 0 && priced[1] > 0;
}

/** Services a member by whether the groups' shares and their use are those of after: [shares][use]. */
function volumes({ groups, services, priced }: ServiceCell, totalMembers: Pair): number[][] {
  const sums = [0, 1].map((i) => groups.reduce((sum, each) => sum + (each.priced[i] ?? 0), 0));
  /* a group's services a member, weighed: its dollars a member over the mean price of all */
  const scale = [0, 1].map((i) => {
    const sum = sums[i] ?? 0;
    return sum === 0 ? 0 : (services[i] ?? 0) / sum;
  });
  const known = groups.map(({ members, priced: dollars }) => {
    const use = [0, 1].map((i) =>
      (members[i] ?? 0) > 0 ? ((dollars[i] ?? 0) / (members[i] ?? 1)) * (scale[i] ?? 0) : null,
    );
    return { members, use: [use[0] ?? use[1] ?? 0, use[1] ?? use[0] ?? 0] };
  });
  const table = [0, 1].map((shares) =>
    [0, 1].map((uses) =>
      known.reduce(
        (sum, each) => sum + ((each.members[shares] ?? 0) / (totalMembers[shares] ?? 1)) * (each.use[uses] ?? 0),
        0,
      ),
    ),
  );
  /* dollars of people without member months belong to the use of all */
  const [given0, given1] = [services[0] / totalMembers[0], services[1] / totalMembers[1]];
  if (!((table[0]?.[0] ?? 0) > 0 && (table[1]?.[1] ?? 0) > 0) || priced[0] <= 0) {
    return [
      [given0, given1],
      [given0, given1],
    ];
  }
  const [k0, k1] = [given0 / (table[0]?.[0] ?? 1), given1 / (table[1]?.[1] ?? 1)];
  return table.map((row) => [(row[0] ?? 0) * k0, (row[1] ?? 0) * k1]);
}
