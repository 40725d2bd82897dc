# What addresses and networks are, with scopes, and networks that are larger than a block.
import ipaddress as i
a=i.ip_address('fe80::1%1'); print(a.exploded, a.compressed, str(a))
n=i.ip_interface('2001:658:22a:cafe:200::1%scope/64')
print(n.ip, n, n.network, repr(n), n.exploded, n.with_prefixlen, n.ip.exploded)
n=i.ip_network('2001:658:22a:cafe::/64'); print(n.exploded)
for x in ('1.0.0.0/8','127.42.0.0/16','128.0.0.0/16','10.0.0.0/8','192.0.0.0/24','192.0.0.9/32','100.64.0.0/10','0.0.0.0/0','::/0','fc00::/7','2001::/23','2001:db8::/32','64:ff9b:1::/48','192.0.0.0/29'):
    n=i.ip_network(x); print(x,n.is_private,n.is_global,n.is_reserved,n.is_link_local,n.is_multicast,n.is_loopback,n.is_unspecified)
for x in ('0::1','4000::1','1000::','::ffff','8000::','fe80::1','ff00::1','5fff::','64:ff9b::1','100::','2002::1','3ffe::'):
    a=i.ip_address(x); print(x,a.is_private,a.is_global,a.is_reserved, a.is_unspecified)
n=i.ip_network('ffff::/128'); print(n.is_reserved, i.ip_network('100::/128').is_reserved, i.ip_network('4000::/128').is_reserved, i.ip_network('ffff::/8', strict=False).is_reserved)
n=i.ip_interface('2001:658:22a:cafe:200::1%scope/64'); print(n.with_netmask,n.with_hostmask, n.ip.scope_id)
for x in ('::1/127','::1/128','0:0::0:01','127.0.0.1/8','127.0.0.1/7','10.0.0.1/7','fe80::1/9','ff00::/7','10.1.2.3/8','::/127','0.0.0.0/0'):
    n=i.ip_interface(x); print(x,n.is_loopback,n.is_private,n.is_global,n.is_link_local,n.is_unspecified,n.is_multicast,n.is_reserved)
