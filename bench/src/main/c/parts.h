/* Answers about uploads in parts. */
static const char COPYP[]="<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CopyPartResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;%s&quot;</ETag></CopyPartResult>";
#define MOST_DOC (4<<20)                             /* 10,000 parts, each with a checksum */
static void wrong(conn *c,int code,const char *why){
    char b[256]; int n=snprintf(b,sizeof b,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message><RequestId>0</RequestId></Error>",why,why);
    head(c,code,XML,n,0); put(c,b,n); }
static uint64_t sent(const char *h,const char *e){
    int l; const char *v; return (v=hdr(h,e,"x-amz-decoded-content-length",&l))||(v=hdr(h,e,"content-length",&l))?strtoull(v,0,10):0; }
/* a part that is sent, or that is copied from a range of another object */
static void put_part(conn *c,const char *bucket,const char *key,const char *q,const char *h,const char *e){
    int l, number=0; const char *v; char x[512];
    const char *from=hdr(h,e,"x-amz-copy-source",&l); int fl=l;
    cnt[from?K_UPC:K_PART]++;
    if((v=query(q,"partNumber",&l))&&l) number=atoi(v);
    v=query(q,"uploadId",&l); upload *u=v?upload_of(bucket,key,v,l):0;
    if(!u){ wrong(c,404,"NoSuchUpload"); return; }
    if(number<1||number>MOST_PARTS){ wrong(c,400,"InvalidArgument"); return; }
    if(!from){
        uint64_t bytes=sent(h,e); cnt[K_PAGAIN]+=part_came(u,number,UNPLACED,bytes);
        snprintf(x,sizeof x,"ETag: \"%s\"\r\n",md5of(bytes)); head(c,200,0,0,x); return; }
    char name[300]; int n=0; uint64_t keys,size,a=0,b;
    for(int i=*from=='/';i<fl&&from[i]!='/'&&n<299;i++) name[n++]=from[i];
    name[n]=0; ds(name,&keys,&size); b=size-1;
    if((v=hdr(h,e,"x-amz-copy-source-range",&l))){ char t[64]; if(l>63) l=63; memcpy(t,v,l); t[l]=0; if(sscanf(t,"bytes=%lu-%lu",&a,&b)!=2){ wrong(c,400,"InvalidArgument"); return; } }
    if(!size||a>b||b>=size){ wrong(c,416,"InvalidRange"); return; }
    if(hdr(h,e,"x-amz-copy-source-if-match",&l)) cnt[K_PPIN]++;
    cnt[K_PAGAIN]+=part_came(u,number,a,b-a+1);
    snprintf(x,sizeof x,COPYP,md5of(b-a+1)); body(c,XML,x,0); }
static void list_parts(conn *c,const char *bucket,const char *key,const char *q,upload *u){
    int l, most=1000, after=0, n=0, last=0, more=0; const char *v;
    cnt[K_LISTP]++; if(!u){ wrong(c,404,"NoSuchUpload"); return; }
    if((v=query(q,"max-parts",&l))&&l&&(most=atoi(v))>1000) most=1000;
    if((v=query(q,"part-number-marker",&l))&&l) after=atoi(v);
    if(after<0) after=0;
    char *b=malloc(4096+(size_t)(most>0?most:0)*256); size_t k=0;
    k+=sprintf(b+k,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListPartsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Bucket>%.200s</Bucket><Key>%.1000s</Key><UploadId>u%d</UploadId><PartNumberMarker>%d</PartNumberMarker><MaxParts>%d</MaxParts>",bucket,key,(int)(u-uploads)+1,after,most);
    for(int i=after+1;i<=u->highest;i++) if(u->parts[i].there){
        if(n>=most){ more=1; break; }
        k+=sprintf(b+k,"<Part><PartNumber>%d</PartNumber><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;%s&quot;</ETag><Size>%llu</Size></Part>",i,md5of(u->parts[i].bytes),(unsigned long long)u->parts[i].bytes); n++; last=i; }
    if(more) k+=sprintf(b+k,"<NextPartNumberMarker>%d</NextPartNumberMarker>",last);
    k+=sprintf(b+k,"<IsTruncated>%s</IsTruncated></ListPartsResult>",more?"true":"false");
    head(c,200,XML,k,0); put(c,b,k); free(b); }
/* the body of a completion is there */
static void join(conn *c){
    upload *u=&uploads[c->joins-1]; int whole; char x[1600]; c->joins=0;
    if(u->state!=OPEN) wrong(c,404,"NoSuchUpload");
    else if(!upload_join(u,c->doc,c->doclen,c->whole,&whole)) wrong(c,400,"InvalidPart");
    else {
        cnt[K_WHOLE]+=whole;
        snprintf(x,sizeof x,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CompleteMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Location>http://l/</Location><Bucket>%.200s</Bucket><Key>%.1000s</Key><ETag>&quot;%s&quot;</ETag></CompleteMultipartUploadResult>",u->bucket,u->key,u->etag);
        body(c,XML,x,0); }
    free(c->doc); c->doc=0; }
