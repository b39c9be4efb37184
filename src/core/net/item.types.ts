/** What a machine's kernel is given besides its IPVS table; the types stand in the model, for a setup holds them. */
export type {
  AddressItem,
  FilterItem,
  FilterProgram,
  ModuleItem,
  NetItem,
  NftItem,
  RouteItem,
  RuleItem,
} from '../model/net-item.ts';
